package io.limn.http;

import java.time.Duration;

/** Lets a few lines of one kind into the log in each time window and counts the rest, so that a flood of calls doesn't flood the log. */
final class LogThrottle {
    private final int most;
    private final long windowNanos;
    private boolean begun;
    private long start;
    private int admitted;
    private long leftOut;

    /** @param most lines in each window */
    LogThrottle(int most, Duration window) {
        this.most = most;
        this.windowNanos = window.toNanos();
    }

    /**
     * @param now nanoseconds of a monotonic clock
     * @return 0 if the line may be logged, else how many have been left out since {@link #drain}, this one included
     */
    synchronized long admit(long now) {
        if (!begun || now - start >= windowNanos) {
            begun = true;
            start = now;
            admitted = 0;
        }
        if (admitted >= most) {
            return ++leftOut;
        }
        admitted++;
        return 0;
    }

    /** Returns how many have been left out since the last call, and resets the count. */
    synchronized long drain() {
        long left = leftOut;
        leftOut = 0;
        return left;
    }
}

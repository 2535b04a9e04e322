package io.limn.http;

import java.time.Duration;

/** Lets a few lines of one kind into the log in each window of time and counts the others, so that a flood of calls is no flood of lines. */
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
     * @param now of a clock that only runs forward, in nanoseconds
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

    /** How many have been left out since the last call of this. */
    synchronized long drain() {
        long left = leftOut;
        leftOut = 0;
        return left;
    }
}

package io.limn.http;

import java.time.Duration;
import java.util.OptionalLong;

/** Lets a few lines of one kind into the log in each window of time and counts the others, so that a flood of calls is no flood of lines. */
final class LogThrottle {
    private final int most;
    private final long windowNanos;
    private boolean begun;
    private long start;
    private int admitted;
    private long suppressed;

    /** @param most lines in each window */
    LogThrottle(int most, Duration window) {
        this.most = most;
        this.windowNanos = window.toNanos();
    }

    /**
     * @param now of a clock that only runs forward, in nanoseconds
     * @return empty if the line is left out; else how many were left out since the last one that was admitted
     */
    synchronized OptionalLong admit(long now) {
        if (!begun || now - start >= windowNanos) {
            begun = true;
            start = now;
            admitted = 0;
        }
        if (admitted >= most) {
            suppressed++;
            return OptionalLong.empty();
        }
        admitted++;
        long before = suppressed;
        suppressed = 0;
        return OptionalLong.of(before);
    }
}

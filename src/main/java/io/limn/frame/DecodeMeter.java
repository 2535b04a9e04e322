package io.limn.frame;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Stops decoding that has used far more processor time than its estimate. Counts the processor time of the thread that made it, so that a
 * busy machine refuses nothing.
 */
final class DecodeMeter implements Runnable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double MORE_THAN_ESTIMATED = 3;
    private static final double LEAST_SECONDS = 5;

    /** Thrown where the time is used up. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long seconds;

        SpentException(long seconds) {
            this.seconds = seconds;
        }

        long seconds() {
            return seconds;
        }
    }

    private final Runnable check;
    private final long thread = Thread.currentThread().getId();
    private final long began = used();
    private final long limit;

    /**
     * @param check asked first
     * @param estimate in seconds
     */
    DecodeMeter(Runnable check, double estimate) {
        this.check = check;
        this.limit = (long) (Math.max(LEAST_SECONDS, MORE_THAN_ESTIMATED * estimate) * TimeUnit.SECONDS.toNanos(1));
    }

    @Override
    public void run() {
        check.run();
        if (used() - began > limit) {
            throw new SpentException(TimeUnit.NANOSECONDS.toSeconds(limit));
        }
    }

    /** Nanoseconds of processor time; not every JVM measures it. */
    private long used() {
        return THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread) : 0;
    }
}

package io.limn.job;

import java.time.Duration;

/**
 * {@link JobConfig}, checked, with the machine's own figures where the configuration leaves them open.
 *
 * @param workers threads that compute, one frame each
 * @param slots frames fetched or being computed
 * @param putting frames being stored
 * @param queue frames that may wait where callers can be refused
 * @param queueBytes of inline frames held at once
 * @param pixels decoded at once
 */
record JobLimits(
        int workers,
        int slots,
        int putting,
        int queue,
        long queueBytes,
        long pixels,
        Duration frameTimeout,
        Duration shutdownTimeout) {

    /** Heap that a pixel costs at its worst: frame, decoder's raster, labels, persons, two pictures being encoded. */
    private static final int BYTES_A_PIXEL = 24;

    static JobLimits of(JobConfig config) {
        Runtime machine = Runtime.getRuntime();
        return of(config, machine.availableProcessors(), machine.maxMemory());
    }

    /** @throws IllegalArgumentException naming the key, its value, and what would do */
    static JobLimits of(JobConfig config, int cores, long heapBytes) {
        atLeast("frames-in-flight", config.framesInFlight(), 0, "0 (from the cores) or 1 and more");
        atLeast("fetch-ahead", config.fetchAhead(), 0, "0 or more, e.g. 1");
        atLeast("putting-at-once", config.puttingAtOnce(), 1, "1 or more, e.g. 8");
        atLeast("queue", config.queue(), 0, "0 (refuse unless a thread is free) or more, e.g. 32");
        atLeast("queue-bytes", config.queueBytes().asLongValue(), 1, "the bytes of one body or more, e.g. 256M");
        positive("frame-timeout", config.frameTimeout(), "120s");
        positive("shutdown-timeout", config.shutdownTimeout(), "30s");
        int workers = config.framesInFlight() > 0 ? config.framesInFlight() : Math.max(1, Math.min(2, cores));
        long pixels =
                config.pixelsInFlight().pixels() > 0 ? config.pixelsInFlight().pixels() : heapBytes / 2 / BYTES_A_PIXEL;
        return new JobLimits(
                workers,
                workers + config.fetchAhead(),
                config.puttingAtOnce(),
                config.queue(),
                config.queueBytes().asLongValue(),
                pixels,
                config.frameTimeout(),
                config.shutdownTimeout());
    }

    private static void atLeast(String key, long value, long least, String fix) {
        if (value < least) {
            throw new IllegalArgumentException("limn.job." + key + " = " + value + " makes no sense: set it to " + fix);
        }
    }

    private static void positive(String key, Duration value, String example) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("limn.job." + key + " = " + value
                    + " leaves no time: set it to a duration above zero, e.g. " + example);
        }
    }
}

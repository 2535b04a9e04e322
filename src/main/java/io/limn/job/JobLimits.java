package io.limn.job;

import io.limn.config.Setting;
import java.time.Duration;

/**
 * {@link JobConfig}, checked, with defaults derived from the machine where the configuration leaves them open.
 *
 * @param workers threads that compute, one frame each
 * @param slots frames fetched or being computed
 * @param putting frames being stored
 * @param queue frames that may wait in the lane of callers who can be refused
 * @param queueBytes bytes of inline frames held concurrently
 * @param pixels held decoded concurrently
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

    static JobLimits of(JobConfig config) {
        Runtime machine = Runtime.getRuntime();
        return of(config, machine.availableProcessors(), machine.maxMemory());
    }

    /** @throws io.limn.config.InvalidSettingException naming the key, its value and the fix */
    static JobLimits of(JobConfig config, int cores, long heapBytes) {
        Setting.require(
                config.workers() >= 0,
                "limn.job.workers",
                config.workers(),
                "use 1 or more, or 0 to follow the number of cores");
        Setting.atLeast("limn.job.fetch-ahead", config.fetchAhead(), 0, "1");
        Setting.atLeast("limn.job.max-concurrent-writes", config.maxConcurrentWrites(), 1, "8");
        Setting.require(
                config.maxWaiting() >= 0,
                "limn.job.max-waiting",
                config.maxWaiting(),
                "use 1 or more, e.g. 32, or 0 to reject a call unless a worker is free");
        Setting.require(
                config.queueBytes().asLongValue() >= 1,
                "limn.job.queue-bytes",
                config.queueBytes().asLongValue(),
                "use at least the size of one body, e.g. 256M");
        Setting.positive("limn.job.frame-timeout", config.frameTimeout(), "120s");
        Setting.positive("limn.job.shutdown-timeout", config.shutdownTimeout(), "30s");
        int workers = config.workers() > 0 ? config.workers() : Math.max(1, Math.min(2, cores));
        long pixels = config.pixelsInFlight().pixels() > 0
                ? config.pixelsInFlight().pixels()
                : heapBytes / 2 / FrameMemory.SOFT_BYTES_PER_PIXEL;
        return new JobLimits(
                workers,
                workers + config.fetchAhead(),
                config.maxConcurrentWrites(),
                config.maxWaiting(),
                config.queueBytes().asLongValue(),
                pixels,
                config.frameTimeout(),
                config.shutdownTimeout());
    }
}

package io.limn.job;

import io.limn.frame.PixelCount;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The frame pipeline: how many frames concurrently, time limits, memory. */
@ConfigMapping(prefix = "limn.job")
public interface JobConfig {
    /** Threads that compute, one frame each; as many more are kept for frames that are large or take long to decode. 0: two, or one on a single core. */
    @WithDefault("0")
    int workers();

    /** Frames fetched ahead while all workers are busy. */
    @WithDefault("1")
    int fetchAhead();

    /** Frames whose results are being stored while other frames are computed. */
    @WithDefault("8")
    int maxConcurrentWrites();

    /** Frames from HTTP callers that may wait for a worker; one more gets 429. Frames from the bucket wait in a queue of their own. */
    @WithDefault("32")
    int maxWaiting();

    /** Bytes of uploaded bodies in memory, waiting or being processed; a body that would exceed it gets 429. */
    @WithDefault("256M")
    MemorySize queueBytes();

    /** Time limit for one frame, from leaving the queue until its manifest is stored. */
    @WithDefault("120s")
    Duration frameTimeout();

    /** How long shutdown waits for frames in progress. */
    @WithDefault("30s")
    Duration shutdownTimeout();

    /**
     * Decoded pixels in memory; a larger frame is processed alone. A frame without soft outputs counts half. 0: half of the maximum heap, at
     * 24 bytes per pixel.
     */
    @WithDefault("0")
    PixelCount pixelsInFlight();

    /** The most frames in progress, all stages together: fetched ahead, computed, stored. */
    static int atOnce(JobConfig config) {
        JobLimits limits = JobLimits.of(config);
        return limits.slots() + limits.workers() + limits.putting();
    }
}

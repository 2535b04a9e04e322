package io.limn.job;

import io.limn.frame.PixelCount;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The path of a frame: how many at once, how long, how much memory. */
@ConfigMapping(prefix = "limn.job")
public interface JobConfig {
    /** Frames computed at once, each on a thread of its own; 0: two, or one where there is one core. */
    @WithDefault("0")
    int framesInFlight();

    /** Frames fetched ahead while all threads compute. */
    @WithDefault("1")
    int fetchAhead();

    /** Frames whose results are being stored while others compute. */
    @WithDefault("8")
    int puttingAtOnce();

    /** Frames from callers who can be told to come back (HTTP) that may wait; one more gets 429. Bucket work waits apart. */
    @WithDefault("32")
    int queue();

    /** Bytes of uploaded bodies held at once, waiting or worked on; a body that would exceed it gets 429. */
    @WithDefault("256M")
    MemorySize queueBytes();

    /** From leaving the queue to the manifest stored. */
    @WithDefault("120s")
    Duration frameTimeout();

    /** How long a stop waits for the frames being worked on. */
    @WithDefault("30s")
    Duration shutdownTimeout();

    /** Decoded pixels in memory at once; a larger frame goes alone. 0: half the largest heap at 24 bytes a pixel. */
    @WithDefault("0")
    PixelCount pixelsInFlight();

    /** The most frames that can be worked on at once, all stages together: computed, fetched ahead, stored. */
    static int atOnce(JobConfig config) {
        JobLimits limits = JobLimits.of(config);
        return limits.slots() + limits.putting();
    }
}

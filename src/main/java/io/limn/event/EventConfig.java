package io.limn.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How uploads become work; checked by {@link EventConfigCheck}. */
@ConfigMapping(prefix = "limn.event")
public interface EventConfig {
    /** How often the uploads bucket is compared with the results, for what events missed; {@code 0s} only at start. */
    @WithDefault("30s")
    Duration catchUpEvery();

    /** Uploads that catch-up looks at or has worked on at the same time. */
    @WithDefault("16")
    int catchUpAtOnce();

    /** Uploads known to be wanted and not yet done; events beyond are left to catch-up. */
    @WithDefault("1000")
    int pending();

    /** How often a frame is tried again when the store or the machine failed on it, before it is left to catch-up. */
    @WithDefault("4")
    int retries();

    /** The wait before the first retry; each further one waits twice as long, with jitter. */
    @WithDefault("500ms")
    Duration retryDelay();

    /** The longest wait between two attempts. */
    @WithDefault("30s")
    Duration retryMaxDelay();

    /** How many finished uploads are remembered, so that catch-up need not read their manifests again. */
    @WithDefault("100000")
    int remembered();
}

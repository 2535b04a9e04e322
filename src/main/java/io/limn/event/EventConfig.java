package io.limn.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How uploads are noticed and processed; checked by {@link EventConfigCheck}. */
@ConfigMapping(prefix = "limn.event")
public interface EventConfig {
    /**
     * How often the uploads bucket is compared with the results bucket to find missed uploads; {@code 0s}: only at start. Default:
     * {@code 30s}, or never if a queue reports uploads to an external store.
     */
    Optional<Duration> catchUpEvery();

    /** Uploads that catch-up processes concurrently. */
    @WithDefault("16")
    int catchUpConcurrency();

    /** Known uploads that are not finished; further events are dropped, and catch-up finds those uploads later. */
    @WithDefault("1000")
    int maxPending();

    /** Retries of a frame that failed because of the store or the machine, before it is left to catch-up. */
    @WithDefault("4")
    int retries();

    /** The wait before the first retry; it doubles each time, with jitter. */
    @WithDefault("500ms")
    Duration retryDelay();

    /** The longest wait between two attempts. */
    @WithDefault("30s")
    Duration retryMaxDelay();

    /** The secret that callers of {@code /v1/events} must send. Without it only callers on this machine are accepted. */
    Optional<String> secret();

    /** How long a call to {@code /v1/events} waits for the manifests before it is answered with 503 and {@code Retry-After}. */
    @WithDefault("60s")
    Duration answerTimeout();

    /** Finished uploads kept in memory, so that catch-up does not read their manifests again. */
    @WithDefault("100000")
    int doneCacheSize();
}

package io.limn.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How uploads become work; checked by {@link EventConfigCheck}. */
@ConfigMapping(prefix = "limn.event")
public interface EventConfig {
    /**
     * How often the uploads bucket is compared with the results, for what events missed; {@code 0s} only at start. Without this key
     * {@code 30s}, or never where a queue tells of uploads to another store than the embedded one.
     */
    Optional<Duration> catchUpEvery();

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

    /** The SQS queue that tells of uploads; without it none is asked. */
    Optional<URI> queueUrl();

    /** Where SQS answers, if neither at AWS nor where the queue's URL points. */
    Optional<URI> queueEndpoint();

    /** How long a request for messages waits for one, at most {@code 20s}. */
    @WithDefault("20s")
    Duration queueWait();

    /** How long a message is kept from others; extended every third of it for as long as its frame waits or is worked on. */
    @WithDefault("2m")
    Duration queueVisibility();

    /** Messages under work at once; more are not received. 0: as many as can be computed, fetched ahead and stored at once. */
    @WithDefault("0")
    int queueAtOnce();

    /** The wait before a message comes again whose frame failed; twice as long each further time, at most 15 minutes. */
    @WithDefault("10s")
    Duration queueBackOff();

    /** What callers of {@code /v1/events} must know; without it only callers on this machine are heard. */
    Optional<String> secret();

    /** How long a caller of {@code /v1/events} is held until the manifests are stored, before 503 asks it to come again. */
    @WithDefault("60s")
    Duration answerTimeout();

    /** How many finished uploads are remembered, so that catch-up need not read their manifests again. */
    @WithDefault("100000")
    int remembered();
}

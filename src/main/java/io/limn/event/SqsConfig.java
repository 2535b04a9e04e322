package io.limn.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** An SQS queue that reports uploads; checked by {@link SqsConfigCheck}. */
@ConfigMapping(prefix = "limn.event.sqs")
public interface SqsConfig {
    /** The queue's URL. Without it no queue is polled. */
    Optional<URI> url();

    /** The SQS endpoint, if it is neither AWS nor the server in the queue's URL. */
    Optional<URI> endpoint();

    /** How long a receive request waits for a message (long polling), at most {@code 20s}. */
    @WithDefault("20s")
    Duration waitTime();

    /** How long a received message is hidden from other consumers; extended while its frame waits or is processed. */
    @WithDefault("2m")
    Duration visibilityTimeout();

    /** Messages processed concurrently; no more are received. 0: as many frames as can be fetched, computed and stored. */
    @WithDefault("0")
    int maxInFlight();

    /** How long a message is hidden after its frame failed; doubled each time, at most 15 minutes. */
    @WithDefault("10s")
    Duration backOff();
}

package io.limn.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the buckets are and how patient we are with them; checked by {@link StoreConfigCheck}. */
@ConfigMapping(prefix = "limn.store")
public interface StoreConfig {
    /** The bucket that frames are uploaded to. */
    @WithDefault("uploads")
    String uploads();

    /** The bucket that results go to; never the uploads bucket. */
    @WithDefault("results")
    String results();

    /** An S3 endpoint such as {@code https://s3.eu-central-1.amazonaws.com}; without it the embedded server is used. */
    Optional<URI> endpoint();

    /** The store's address as browsers reach it, for presigned uploads; without it the endpoint. */
    Optional<URI> publicEndpoint();

    /** The region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** Whether the bucket stands in the path, as MinIO and most other servers want it, instead of in the host name. */
    @WithDefault("true")
    boolean pathStyle();

    /** The access key; without it the AWS default chain (environment, profile, role), or for the embedded server a generated one. */
    Optional<String> accessKey();

    /** The secret that belongs to the access key. */
    Optional<String> secretKey();

    /** Whether an S3 server runs inside this process; without this key, where no endpoint is given. */
    Optional<Boolean> embedded();

    /** The embedded server's port on the loopback interface; 0 takes any free one. */
    @WithDefault("9000")
    int embeddedPort();

    /** The folder with the embedded server's buckets and credentials. */
    @WithDefault("data")
    Path directory();

    /** How long a file copied into the uploads folder must be left alone before it counts as complete. */
    @WithDefault("1s")
    Duration settle();

    /** The longest wait for a connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** The longest silence on a connection. */
    @WithDefault("15s")
    Duration readTimeout();

    /** The longest that one attempt at a request may take, its body included. */
    @WithDefault("60s")
    Duration attemptTimeout();

    /** The longest that a request may take with all its attempts. */
    @WithDefault("150s")
    Duration callTimeout();

    /** How often a request is tried again when the store is unavailable or slow. */
    @WithDefault("3")
    int retries();

    /** The wait before the first retry; each further one waits twice as long, with jitter. */
    @WithDefault("200ms")
    Duration retryDelay();

    /** The longest wait between two attempts. */
    @WithDefault("5s")
    Duration retryMaxDelay();

    /** Connections to the store at the same time. */
    @WithDefault("32")
    int connections();

    /** The largest single upload that the embedded server takes; larger ones come in parts. */
    @WithDefault("128M")
    MemorySize embeddedMaxBody();

    /** Whether the embedded server is the store. */
    static boolean isEmbedded(StoreConfig config) {
        return config.embedded().orElse(config.endpoint().isEmpty());
    }
}

package io.limn.store;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the buckets are, and time limits for requests to them; checked by {@link StoreConfigCheck}. */
@ConfigMapping(prefix = "limn.store")
public interface StoreConfig {
    /** The bucket for uploaded frames. */
    @WithDefault("uploads")
    String uploads();

    /** The bucket for results; must not be the uploads bucket. */
    @WithDefault("results")
    String results();

    /** An S3 endpoint such as {@code https://s3.eu-central-1.amazonaws.com}; without it the embedded server is used. */
    Optional<URI> endpoint();

    /** The store's address as seen by browsers, for presigned URLs. Default: the endpoint. */
    Optional<URI> publicEndpoint();

    /** The region used to sign requests. */
    @WithDefault("us-east-1")
    String region();

    /** Whether the bucket name is part of the path (MinIO and most other servers) or of the host name. */
    @WithDefault("true")
    boolean pathStyle();

    /** The access key. Default: the AWS default chain (environment, profile, role); for the embedded server a generated key. */
    Optional<String> accessKey();

    /** The secret that belongs to the access key. */
    Optional<String> secretKey();

    /** Whether to run an S3 server inside this process. Default: yes if no endpoint is set. */
    Optional<Boolean> embedded();

    /** The embedded server's port on the loopback interface. 0: any free port. */
    @WithDefault("9000")
    int embeddedPort();

    /** The folder with the embedded server's buckets and credentials. */
    @WithDefault("data")
    Path directory();

    /**
     * How long a file copied into the uploads folder must stay unchanged before it counts as complete. Names that begin with
     * a dot or end with .part, .partial, .filepart, .crdownload, .download or .tmp are left alone until they change.
     */
    @WithDefault("1s")
    Duration settleTime();

    /** Time limit for opening a connection. */
    @WithDefault("3s")
    Duration connectTimeout();

    /** The longest time without data on a connection. */
    @WithDefault("15s")
    Duration readTimeout();

    /** Time limit for one attempt at a request, body included. */
    @WithDefault("60s")
    Duration attemptTimeout();

    /** Time limit for a request with all its attempts. */
    @WithDefault("150s")
    Duration callTimeout();

    /** Retries of a request when the store is unavailable or slow. */
    @WithDefault("3")
    int retries();

    /** The wait before the first retry; it doubles each time, with jitter. */
    @WithDefault("200ms")
    Duration retryDelay();

    /** The longest wait between two attempts. */
    @WithDefault("5s")
    Duration retryMaxDelay();

    /** Concurrent connections to the store; as many again for files that are streamed to callers. */
    @WithDefault("32")
    int connections();

    /** The largest single upload that the embedded server accepts; larger files need multipart uploads. */
    @WithDefault("128M")
    MemorySize embeddedMaxBody();

    /** Whether the embedded server is the store. */
    static boolean isEmbedded(StoreConfig config) {
        return config.embedded().orElse(config.endpoint().isEmpty());
    }
}

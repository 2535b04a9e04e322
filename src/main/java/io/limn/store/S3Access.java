package io.limn.store;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * How a store is reached.
 *
 * @param endpoint empty for AWS itself
 * @param keys empty for the AWS default chain
 */
record S3Access(Optional<URI> endpoint, Optional<AccessKeys> keys) {
    /** The most operations that may wait for a connection, or for a thread of the embedded store. */
    static final int WAITING = 100_000;

    /** An access key and its secret. */
    record AccessKeys(String id, String secret) {
        @Override
        public String toString() {
            return "AccessKeys[" + id + "]";
        }
    }

    static S3Access configured(StoreConfig config) {
        return new S3Access(
                config.endpoint(),
                config.accessKey()
                        .map(id -> new AccessKeys(id, config.secretKey().orElseThrow())));
    }

    /** The store's name in messages. */
    String name(StoreConfig config) {
        return endpoint.map(URI::toString).orElse("AWS S3 in " + config.region());
    }

    /** Threads for a client; the caller ends them. */
    static EventLoopGroup threads() {
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        return new NioEventLoopGroup(threads, new DefaultThreadFactory("limn-store", true));
    }

    /** A client; the caller closes it. It neither retries nor limits whole calls: {@link ObjectStore} does both. */
    S3AsyncClient client(StoreConfig config, EventLoopGroup threads) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials())
                .forcePathStyle(config.pathStyle())
                // Many stores don't support trailing checksums; all understand a body's Content-MD5.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new NoExpectContinue()))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroup(SdkEventLoopGroup.create(threads))
                        .maxConcurrency(config.connections())
                        .maxPendingConnectionAcquires(WAITING)
                        .connectionTimeout(config.connectTimeout())
                        // The SDK sometimes loses track of a refused connection; this time-out ends the wait for it.
                        .connectionAcquisitionTimeout(config.connectTimeout().multipliedBy(3))
                        .connectionMaxIdleTime(Duration.ofSeconds(20))
                        .readTimeout(config.readTimeout())
                        .writeTimeout(config.readTimeout()));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** Signs URLs for others; the caller closes it. */
    Presigner presigner(StoreConfig config) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(config.pathStyle())
                        .build());
        config.publicEndpoint().or(this::endpoint).ifPresent(builder::endpointOverride);
        return new Presigner(builder.build());
    }

    private AwsCredentialsProvider credentials() {
        return keys.<AwsCredentialsProvider>map(
                        k -> StaticCredentialsProvider.create(AwsBasicCredentials.create(k.id(), k.secret())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}

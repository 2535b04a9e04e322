package io.limn.event.sqs;

import io.limn.event.SqsConfig;
import io.limn.store.StoreConfig;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/** How the queue is reached: with the store's credentials and region, unless its URL names another region or server. */
final class QueueAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private QueueAccess() {}

    /** A client; the caller closes it. */
    static SqsAsyncClient client(SqsConfig config, StoreConfig store, int atOnce) {
        URI url = config.url().orElseThrow();
        // A request for messages is silent for as long as there are none.
        Duration silence = config.waitTime().plus(PATIENCE);
        SqsAsyncClientBuilder builder = SqsAsyncClient.builder()
                .region(Region.of(QueueAddress.region(url).orElse(store.region())))
                .credentialsProvider(credentials(store))
                .overrideConfiguration(
                        o -> o.apiCallTimeout(silence.multipliedBy(2)).apiCallAttemptTimeout(silence))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(Math.max(8, atOnce))
                        .connectionTimeout(store.connectTimeout())
                        .readTimeout(silence)
                        .writeTimeout(PATIENCE));
        QueueAddress.endpoint(config).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(StoreConfig store) {
        return store.accessKey()
                .<AwsCredentialsProvider>map(id -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(id, store.secretKey().orElseThrow())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}

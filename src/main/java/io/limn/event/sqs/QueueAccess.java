package io.limn.event.sqs;

import io.limn.event.SqsConfig;
import io.limn.store.StoreConfig;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/** How the queue is reached: with the store's credentials and region, unless its URL names another region or server. */
record QueueAccess(SqsAsyncClient client, EventLoopGroup threads) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The caller closes it. */
    static QueueAccess of(SqsConfig config, StoreConfig store, int atOnce) {
        URI url = config.url().orElseThrow();
        EventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("limn-queue", true));
        // A receive request gets no response for as long as there are no messages.
        Duration silence = config.waitTime().plus(PATIENCE);
        SqsAsyncClientBuilder builder = SqsAsyncClient.builder()
                .region(Region.of(QueueAddress.region(url).orElse(store.region())))
                .credentialsProvider(credentials(store))
                .overrideConfiguration(
                        o -> o.apiCallTimeout(silence.multipliedBy(2)).apiCallAttemptTimeout(silence))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroup(SdkEventLoopGroup.create(threads))
                        .maxConcurrency(Math.max(8, atOnce))
                        .connectionTimeout(store.connectTimeout())
                        .readTimeout(silence)
                        .writeTimeout(PATIENCE));
        QueueAddress.endpoint(config).ifPresent(builder::endpointOverride);
        return new QueueAccess(builder.build(), threads);
    }

    /** Closes sooner than the client's own threads, which would wait two seconds for more work. */
    @Override
    public void close() {
        client.close();
        threads.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS);
    }

    private static AwsCredentialsProvider credentials(StoreConfig store) {
        return store.accessKey()
                .<AwsCredentialsProvider>map(id -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(id, store.secretKey().orElseThrow())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}

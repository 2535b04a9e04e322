package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkSystemSetting;

/** The AWS default credentials chain reads files and calls network endpoints, so it never runs on an event loop thread. */
class CredentialsThreadTest {
    private static final String LOOP = "loop-of-the-caller";

    @TempDir
    Path folder;

    private final Set<String> waited = new ConcurrentSkipListSet<>();
    private EmbeddedS3 s3;
    private HttpServer credentials;

    @BeforeEach
    void start() throws Exception {
        s3 = EmbeddedS3.start(StoreConfigs.embedded(folder));
        credentials = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        credentials.createContext("/", call -> {
            Thread.getAllStackTraces().forEach((thread, stack) -> {
                if (Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().endsWith("ContainerCredentialsProvider"))) {
                    waited.add(thread.getName());
                }
            });
            byte[] keys =
                    """
                    {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "", "Expiration": "2099-01-01T00:00:00Z"}"""
                            .formatted(s3.accessKey(), s3.secretKey())
                            .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(200, keys.length);
            try (OutputStream body = call.getResponseBody()) {
                body.write(keys);
            }
        });
        credentials.start();
        System.setProperty(
                SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property(),
                "http://127.0.0.1:" + credentials.getAddress().getPort() + "/keys");
    }

    @AfterEach
    void stop() {
        System.clearProperty(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property());
        credentials.stop(0);
        s3.close();
    }

    @Test
    void theFirstCallFromAnEventLoopAsksForCredentialsOnAWorker() throws Exception {
        NioEventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory(LOOP, true));
        try (ObjectStore store = new ObjectStore(
                StoreConfigs.embedded(folder), new S3Access(Optional.of(s3.endpoint()), Optional.empty()))) {
            loop.submit(() -> store.reachable("uploads").subscribeAsCompletionStage())
                    .get(30, TimeUnit.SECONDS)
                    .handle((done, failure) -> failure)
                    .get(30, TimeUnit.SECONDS);
            assertThat(waited)
                    .as("threads that waited for credentials")
                    .isNotEmpty()
                    .noneMatch(name -> name.startsWith(LOOP) || name.startsWith("limn-store"));
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS)
                    .await(Duration.ofSeconds(10).toMillis());
        }
    }
}

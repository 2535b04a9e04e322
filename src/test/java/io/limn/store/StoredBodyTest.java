package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that pass through without being held whole. */
class StoredBodyTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private EmbeddedS3 server;
    private ObjectStore store;
    private byte[] content;

    @BeforeEach
    void start() throws Exception {
        server = EmbeddedS3.start(StoreConfigs.embedded(folder.resolve("data"), "connections", "2"));
        store = server.client();
        content = new byte[3_000_000];
        new Random(7).nextBytes(content);
        Path file = Files.write(folder.resolve("frame.png"), content);
        store.upload("uploads", "frame.png", file, "image/png", Map.of("author", "somebody"))
                .await()
                .atMost(LIMIT);
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private StoredBody open() {
        return store.open("uploads", "frame.png").await().atMost(LIMIT);
    }

    @Test
    void aFileIsReadBackInPartsUnchanged() {
        StoredBody body = open();
        assertThat(body.size()).isEqualTo(content.length);
        assertThat(body.mediaType()).isEqualTo("image/png");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long parts = body.parts().subscribe().asStream().peek(out::writeBytes).count();
        assertThat(out.toByteArray()).isEqualTo(content);
        assertThat(parts).isGreaterThan(10);
        assertThat(store.head("uploads", "frame.png").await().atMost(LIMIT).metadata())
                .containsEntry("author", "somebody");
    }

    @Test
    void downstreamDemandIsRespectedAndCancellingReleasesTheConnection() {
        for (int i = 0; i < 10; i++) { // more often than there are connections
            AssertSubscriber<byte[]> taker = open().parts().subscribe().withSubscriber(AssertSubscriber.create(2));
            taker.awaitItems(2, LIMIT).assertNotTerminated();
            assertThat(taker.getItems()).hasSize(2);
            taker.cancel();
        }
        assertThat(store.get("uploads", "frame.png", 1 << 22).await().atMost(LIMIT))
                .isEqualTo(content);
    }

    @Test
    void missingObjectsFailBeforeTheFirstPart() {
        assertThatThrownBy(() -> store.open("uploads", "nothing.png").await().atMost(LIMIT))
                .isInstanceOfSatisfying(StoreException.class, failure -> assertThat(failure.kind())
                        .isEqualTo(StoreException.Kind.NOT_FOUND));
    }
}

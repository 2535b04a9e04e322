package io.limn.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.store.StoreException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFaultsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final byte[] BYTES = "frame".getBytes(UTF_8);

    @TempDir
    Path folder;

    private FaultyBlobStore faults;
    private EmbeddedS3 server;
    private ObjectStore store;

    @BeforeEach
    void start() {
        AtomicReference<FaultyBlobStore> made = new AtomicReference<>();
        server = EmbeddedS3.start(StoreConfigs.embedded(folder), inner -> {
            made.set(new FaultyBlobStore(inner));
            return made.get();
        });
        faults = made.get();
        store = server.client();
        store.put("results", "x", BYTES, "a/b", Map.of()).await().atMost(LIMIT);
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void serverErrorsAndThrottlingAreRetriedUntilTheySucceed() {
        faults.fail(3, 503, "SlowDown", (operation, key) -> operation.equals("get"));
        assertThat(store.get("results", "x", 10).await().atMost(LIMIT)).isEqualTo(BYTES);
        assertThat(faults.answered()).isEqualTo(3);
        faults.fail(2, 500, "InternalError", (operation, key) -> operation.equals("put"));
        store.put("results", "y", BYTES, "a/b", Map.of()).await().atMost(LIMIT);
        faults.fail(1, 500, "InternalError", (operation, key) -> operation.equals("list"));
        assertThat(store.list("results", "").collect().asList().await().atMost(LIMIT))
                .hasSize(2);
    }

    @Test
    void persistentFailuresEndAfterTheirRetries() {
        faults.fail(Integer.MAX_VALUE, 500, "InternalError", (operation, key) -> operation.equals("get"));
        ObjectStoreTest.assertKind(store.get("results", "x", 10), Kind.UNAVAILABLE, "'x'", "500 InternalError");
        assertThat(faults.answered()).isEqualTo(4);
    }

    @Test
    void deniedAccessIsNotRetried() {
        faults.fail(Integer.MAX_VALUE, 403, "AccessDenied", (operation, key) -> operation.equals("get"));
        ObjectStoreTest.assertKind(
                store.get("results", "x", 10), Kind.DENIED, "'x'", "403 AccessDenied", "permissions");
        assertThat(faults.answered()).isEqualTo(1);
    }

    @Test
    void aStalledBodyIsAbortedInTime(@TempDir Path other) {
        AtomicReference<SlowBlobStore> made = new AtomicReference<>();
        StoreConfig config = StoreConfigs.embedded(
                other, "read-timeout", "300ms", "attempt-timeout", "500ms", "call-timeout", "4s", "retries", "1");
        try (EmbeddedS3 slow = EmbeddedS3.start(config, inner -> {
                    made.set(new SlowBlobStore(inner));
                    return made.get();
                });
                ObjectStore reader = slow.client()) {
            reader.put("results", "big", new byte[2_000_000], "a/b", Map.of())
                    .await()
                    .atMost(LIMIT);
            ObjectStoreTest.assertKind(reader.get("results", "big", 1 << 22), Kind.UNAVAILABLE, "'big'");
            made.get().release();
            assertThat(reader.get("results", "big", 1 << 22).await().atMost(LIMIT))
                    .hasSize(2_000_000);
        }
    }
}

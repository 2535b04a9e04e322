package io.limn.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.store.StoreException.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectStoreTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static EmbeddedS3 server;
    private static ObjectStore store;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(StoreConfigs.embedded(folder));
        store = server.client();
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }

    @Test
    void objectsAreReadBackByteForByteWithTypeAndMark() {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        String eTag = wait(store.put("results", "a/b.png", bytes, "image/png", Map.of("frame", "7")));
        ObjectInfo info = wait(store.head("results", "a/b.png"));
        assertThat(info.eTag()).isEqualTo(eTag).doesNotContain("\"");
        assertThat(info.size()).isEqualTo(bytes.length);
        assertThat(info.metadata()).containsEntry("frame", "7");
        assertThat(info.isOwnOutput()).isTrue();
        assertThat(wait(store.getIfUnchanged(new ObjectVersion("results", "a/b.png", eTag, null, -1), 1 << 20)))
                .isEqualTo(bytes);
    }

    @Test
    void anEmptyObjectIsReadAsNoBytes() {
        wait(store.put("results", "empty", new byte[0], "text/plain", Map.of()));
        assertThat(wait(store.get("results", "empty", 10))).isEmpty();
    }

    @Test
    void slowReadersDoNotBlockOthers(@TempDir Path own) {
        StoreConfig config = StoreConfigs.embedded(own, "connections", "2");
        try (EmbeddedS3 narrow = EmbeddedS3.start(config);
                ObjectStore client = narrow.client()) {
            // Larger than what sockets hold, so that a body that isn't read keeps its connection.
            wait(client.put("results", "large", new byte[12 << 20], "image/png", Map.of()));
            List<AssertSubscriber<byte[]>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(wait(client.open("results", "large"))
                        .parts()
                        .subscribe()
                        .withSubscriber(AssertSubscriber.create(1)));
            }
            readers.forEach(reader -> reader.awaitItems(1));
            assertThat(client.head("results", "large")
                            .await()
                            .atMost(Duration.ofSeconds(5))
                            .size())
                    .isEqualTo(12 << 20);
            readers.forEach(AssertSubscriber::cancel);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shot/plate.0001.jpg",
                "with space.jpg",
                "plus+and+more.jpg",
                "100%.jpg",
                "100%25 of%20it.jpg",
                "ümläut/写真 📷.jpg",
                "/leading.jpg",
                "//two.jpg",
                "a//b.jpg",
                "a/./b.jpg",
                "a/../c.jpg",
                "noextension",
                "q?uery&amp=#hash.jpg",
                "quote'\"<>.jpg",
                "back\\slash.jpg",
                "~tilde!(1)*.jpg",
                ".hidden.jpg",
                "trailing.",
                "img-0f8fad5b-d9cb-469f-a165-70867728950e"
            })
    void aKeyStaysUnchanged(String key) {
        byte[] bytes = key.getBytes(UTF_8);
        String eTag = wait(store.put("results", key, bytes, "image/jpeg", Map.of()));
        assertThat(wait(store.head("results", key)).key()).isEqualTo(key);
        assertThat(wait(store.getIfUnchanged(new ObjectVersion("results", key, eTag, null, -1), 1000)))
                .isEqualTo(bytes);
        assertThat(keys("results", "")).contains(key);
        assertThat(keys("results", key)).containsExactly(key);
        wait(store.delete("results", key));
        assertThat(keys("results", "")).doesNotContain(key);
    }

    private static List<String> keys(String bucket, String prefix) {
        return store.list(bucket, prefix)
                .map(ObjectInfo::key)
                .collect()
                .asList()
                .await()
                .atMost(LIMIT);
    }

    @Test
    void aMissingObjectIsDistinguishedFromAMissingBucket() {
        assertKind(store.get("results", "nothing", 10), Kind.NOT_FOUND, "'nothing'", "'results'");
        assertKind(store.head("results", "nothing"), Kind.NOT_FOUND, "'nothing'");
        assertKind(store.get("nowhere", "x", 10), Kind.BUCKET_MISSING, "'nowhere'");
        assertKind(store.head("nowhere", "x"), Kind.BUCKET_MISSING, "'nowhere'");
        assertKind(store.put("nowhere", "x", new byte[1], "a/b", Map.of()), Kind.BUCKET_MISSING, "'nowhere'");
        assertKind(store.reachable("nowhere"), Kind.BUCKET_MISSING, "'nowhere'");
        assertKind(store.list("nowhere", "").toUni(), Kind.BUCKET_MISSING, "'nowhere'");
        wait(store.reachable("results"));
    }

    @Test
    void anObjectThatWasOverwrittenIsNotReadUnderItsOldETag() {
        String old = wait(store.put("results", "over", "one".getBytes(UTF_8), "a/b", Map.of()));
        wait(store.put("results", "over", "two".getBytes(UTF_8), "a/b", Map.of()));
        assertKind(
                store.getIfUnchanged(new ObjectVersion("results", "over", old, null, -1), 10),
                Kind.CHANGED,
                "'over'",
                "changed");
    }

    @Test
    void moreBytesThanTheCapAreRefused() {
        wait(store.put("results", "big", new byte[5_000_000], "a/b", Map.of()));
        assertKind(store.get("results", "big", 4_999_999), Kind.TOO_LARGE, "5000000", "4999999");
        assertThat(wait(store.get("results", "big", 5_000_000))).hasSize(5_000_000);
    }

    @Test
    void wrongCredentialsAreDenied() {
        StoreConfig config =
                StoreConfigs.of("endpoint", server.endpoint().toString(), "access-key", "wrong", "secret-key", "wrong");
        try (ObjectStore stranger = new ObjectStore(config)) {
            assertKind(stranger.get("results", "x", 10), Kind.DENIED, "credentials");
            assertKind(stranger.reachable("results"), Kind.DENIED, "credentials");
        }
    }

    @Test
    void aStoreThatIsNotThereIsUnavailableAfterItsRetries() {
        StoreConfig config = StoreConfigs.of(
                "endpoint",
                "http://127.0.0.1:1",
                "access-key",
                "a",
                "secret-key",
                "b",
                "retry-delay",
                "1ms",
                "attempt-timeout",
                "2s");
        try (ObjectStore nowhere = new ObjectStore(config)) {
            assertKind(nowhere.get("results", "x", 10), Kind.UNAVAILABLE, "'x'", "http://127.0.0.1:1");
        }
    }

    @Test
    void aListingIsFetchedPageByPageAsItIsConsumed() {
        for (int i = 0; i < 1010; i++) {
            assertThat(folder.resolve("results/many").toFile().mkdirs() || i > 0)
                    .isTrue();
            write(folder.resolve("results/many/" + i));
        }
        AssertSubscriber<ObjectInfo> slow =
                store.list("results", "many/").subscribe().withSubscriber(AssertSubscriber.create(5));
        slow.awaitItems(5, LIMIT);
        slow.request(1_005).awaitItems(1_010, LIMIT).awaitCompletion(LIMIT);
        assertThat(slow.getItems()).extracting(ObjectInfo::key).doesNotHaveDuplicates();
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "x");
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertKind(Uni<?> uni, Kind kind, String... words) {
        assertThatThrownBy(() -> uni.await().atMost(LIMIT))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }
}

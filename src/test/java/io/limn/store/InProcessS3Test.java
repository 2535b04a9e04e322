package io.limn.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.store.StoreException.Kind;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service itself asks of the embedded store is answered as over HTTP. */
class InProcessS3Test {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static final AtomicReference<FaultyBlobStore> FAULTS = new AtomicReference<>();
    private static EmbeddedS3 server;
    private static ObjectStore direct;
    private static ObjectStore http;

    @BeforeAll
    static void start() {
        server = EmbeddedS3.start(StoreConfigs.embedded(folder, "retries", "1"), objects -> {
            FAULTS.set(new FaultyBlobStore(objects));
            return FAULTS.get();
        });
        direct = server.inProcess();
        http = server.client();
    }

    @AfterAll
    static void stop() {
        direct.close();
        http.close();
        server.close();
    }

    /** What came of a request: its value, or what it failed with. */
    private static Object outcome(Uni<?> request) {
        return request.map(Object.class::cast)
                .onFailure(StoreException.class)
                .recoverWithItem(failure -> ((StoreException) failure).kind() + " " + failure.getMessage())
                .map(value -> value instanceof byte[] bytes ? new String(bytes, UTF_8) : value)
                .await()
                .atMost(LIMIT);
    }

    private static void assertSame(Function<ObjectStore, Uni<?>> request) {
        Object overHttp = outcome(request.apply(http));
        assertThat(outcome(request.apply(direct))).isEqualTo(overHttp);
    }

    private static Uni<?> listed(ObjectStore store, String bucket, String prefix) {
        return store.list(bucket, prefix).collect().asList();
    }

    private static ObjectVersion version(String key, String eTag) {
        return new ObjectVersion("results", key, eTag, null, -1);
    }

    @Test
    void objectsReadTheSame() {
        String key = "a b/ü 写真+%.png";
        String eTag = direct.put("results", key, "bytes".getBytes(UTF_8), "image/png", Map.of("frame", "7"))
                .await()
                .atMost(LIMIT);
        assertSame(store -> store.head("results", key));
        assertSame(store -> store.get("results", key, 5));
        assertSame(store -> store.get("results", key, 4));
        assertSame(store -> store.read("results", key, 5).map(WholeObject::version));
        assertSame(store -> store.getIfUnchanged(version(key, eTag), 5));
        assertSame(store -> store.getIfUnchanged(version(key, "0123"), 5));
        assertSame(store -> store.open("results", key).map(StoredBody::mediaType));
        assertSame(store -> store.open("results", key, 1, 3).flatMap(body -> body.parts()
                .map(part -> new String(part, UTF_8))
                .collect()
                .asList()));
        assertSame(store -> listed(store, "results", "a b/"));
    }

    @Test
    void mistakesAreReportedTheSameWay() {
        assertSame(store -> store.head("results", "nothing"));
        assertSame(store -> store.get("results", "nothing", 1));
        assertSame(store -> store.open("results", "nothing"));
        assertSame(store -> store.replace("results", "nothing", "0123", new byte[1], "a/b"));
        assertSame(store -> store.delete("results", "nothing"));
        ObjectStoreTest.assertKind(direct.head("nowhere", "x"), Kind.BUCKET_MISSING, "'nowhere'");
        assertSame(store -> store.get("nowhere", "x", 1));
        assertSame(store -> store.put("nowhere", "x", new byte[1], "a/b", Map.of()));
        assertSame(store -> store.delete("nowhere", "x"));
        assertSame(store -> store.reachable("nowhere"));
        assertSame(store -> listed(store, "nowhere", ""));
        FAULTS.get().fail(Integer.MAX_VALUE, 500, "InternalError", (operation, key) -> "broken".equals(key));
        assertSame(store -> store.put("results", "broken", new byte[1], "a/b", Map.of()));
        FAULTS.get().fail(Integer.MAX_VALUE, 403, "AccessDenied", (operation, key) -> "broken".equals(key));
        assertSame(store -> store.get("results", "broken", 1));
    }

    @Test
    void aDiskErrorIsAServerError() throws Exception {
        Files.writeString(folder.resolve("results/file"), "no folder");
        assertSame(store -> store.put("results", "file/below", new byte[1], "a/b", Map.of()));
    }

    @Test
    void conditionalWritesOverwriteNothing() {
        direct.create("results", "once", new byte[] {1}, "a/b").await().atMost(LIMIT);
        assertSame(store -> store.create("results", "once", new byte[] {2}, "a/b"));
        String eTag = direct.head("results", "once").await().atMost(LIMIT).eTag();
        assertSame(store -> store.replace("results", "once", "0123", new byte[] {3}, "a/b"));
        assertThat(direct.get("results", "once", 1).await().atMost(LIMIT)).containsExactly(1);

        List<Uni<Boolean>> rivals = new ArrayList<>(IntStream.range(0, 12)
                .mapToObj(i -> direct.replace("results", "once", eTag, new byte[] {(byte) (10 + i)}, "a/b")
                        .replaceWith(true)
                        .onFailure(f -> f instanceof StoreException s && s.kind() == Kind.CHANGED)
                        .recoverWithItem(false))
                .toList());
        List<Boolean> won = Uni.join().all(rivals).andCollectFailures().await().atMost(LIMIT);
        assertThat(won).containsOnlyOnce(true);
    }

    @Test
    void aFileIsUploadedAsAStream() throws Exception {
        byte[] large = new byte[1_000_003];
        large[1_000_000] = 1;
        Path file = Files.write(folder.resolve("large"), large);
        direct.upload("uploads", "large", file, "image/png", Map.of("author", "somebody"))
                .await()
                .atMost(LIMIT);
        assertThat(direct.get("uploads", "large", large.length).await().atMost(LIMIT))
                .isEqualTo(large);
        assertSame(store -> store.head("uploads", "large"));
    }
}

package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No object name stops a listing, whatever characters it contains. */
class OddKeysTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private EmbeddedS3 server;
    private ObjectStore store;

    @BeforeEach
    void start() {
        server = EmbeddedS3.start(StoreConfigs.embedded(folder));
        store = server.client();
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }

    private void put(String key) {
        wait(store.upload("uploads", key, new byte[] {1, 2, 3}, "image/jpeg", Map.of()));
    }

    private List<String> keys() {
        return wait(store.list("uploads", "").map(ObjectInfo::key).collect().asList());
    }

    @Test
    void keysAreListedUnchanged() {
        List<String> odd = List.of(
                "a b.jpg",
                "a+b.jpg",
                "a%20b.jpg",
                "a%2Bb.jpg",
                "a&b<c>.jpg",
                "日本.jpg",
                "\uD83D\uDE00.jpg",
                "q?#=.jpg",
                "t\tn\n.jpg");
        odd.forEach(this::put);
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(odd);
    }

    @Test
    void aFileWithANameThatXmlCannotCarryDoesNotBreakListings() throws Exception {
        put("before.jpg");
        for (String name : List.of("bad\uFFFE.jpg", "esc\u001b.jpg", "bell\u0007.jpg")) {
            Path file = folder.resolve("uploads").resolve(name);
            Files.write(file, new byte[] {1});
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        }
        put("zafter.jpg");
        assertThat(keys()).contains("before.jpg", "zafter.jpg", "bad\uFFFE.jpg", "esc\u001b.jpg", "bell\u0007.jpg");
        assertThat(wait(store.get("uploads", "bad\uFFFE.jpg", 10))).hasSize(1);
    }

    @Test
    void aPipeInTheFolderIsNoObject() throws Exception {
        put("pipes/a.jpg");
        assertThat(NamedPipe.at(folder.resolve("uploads/pipes/b.jpg"))).exists();
        put("pipes/c.jpg");
        assertThat(wait(store.get("uploads", "pipes/c.jpg", 10))).hasSize(3);
        assertThatThrownBy(() -> wait(store.get("uploads", "pipes/b.jpg", 10)))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.kind().retryable()).isFalse());
    }

    @Test
    void filesThatCopyingToolsHaveNotFinishedAreNoObjects() throws Exception {
        Path folderOfUploads = folder.resolve("uploads");
        for (String name : List.of("a.jpg.part", "b.jpg.CRDOWNLOAD", ".c.jpg.Xy12", "d.tmp", "e.jpg")) {
            Path file = Files.write(folderOfUploads.resolve(name), new byte[] {1});
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        }
        put("f.jpg.part"); // an upload is complete whatever its name
        assertThat(keys()).containsExactlyInAnyOrder("e.jpg", "f.jpg.part");
        Files.move(folderOfUploads.resolve("a.jpg.part"), folderOfUploads.resolve("a.jpg"));
        assertThat(keys()).contains("a.jpg");
    }

    @Test
    void aKeyThatCannotBeListedIsRefusedForGood() {
        for (String key : List.of("a\uFFFE.jpg", "a\u001b.jpg", "f\uFFFF/x.jpg")) {
            assertThatThrownBy(() -> put(key))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            refused -> assertThat(refused.kind().retryable()).isFalse())
                    .hasMessageContaining("XML");
        }
    }

    @Test
    void aNameThatTheFileSystemCannotHoldIsRefusedForGood() {
        put("ln/" + "n".repeat(214) + ".jpg");
        for (String key : List.of(
                "ln/" + "n".repeat(215) + ".jpg",
                "ন".repeat(73) + ".jpg",
                ("d".repeat(100) + "/").repeat(10) + "d".repeat(20))) {
            assertThatThrownBy(() -> put(key))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            refused -> assertThat(refused.kind().retryable()).isFalse())
                    .hasMessageContaining("bytes");
        }
        assertThat(keys()).hasSize(1);
    }
}

package io.limn.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.edit.EditStore;
import io.limn.edit.Edits;
import io.limn.edit.StoredEdits;
import io.limn.edit.Stroke;
import io.limn.result.ResultKeys;
import io.limn.store.LocalServers;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits that are uploaded, in the buckets of a real S3 server. */
@ExtendWith(LocalServers.class)
class EditUploadsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SWAP = "{\"kind\":\"swap-sides\",\"person\":1}";
    private static ObjectStore store;

    @BeforeAll
    static void start(ObjectStore client) {
        store = client;
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static ObjectInfo upload(String key, String json) {
        done(store.upload("uploads", key, json.getBytes(UTF_8), "application/json", Map.of()));
        return done(store.head("uploads", key));
    }

    private static boolean take(String frame, String json) {
        int slash = frame.lastIndexOf('/') + 1;
        ObjectInfo upload = upload(frame.substring(0, slash) + "edits/" + frame.substring(slash) + ".json", json);
        return done(new EditUploads(store, "results")
                .take(upload, EditUploads.frame(upload.key()).orElseThrow()));
    }

    private static String edits(String strokes) {
        return "{\"version\":1,\"width\":4,\"height\":3,\"strokes\":[" + strokes + "]}";
    }

    private static Optional<StoredEdits> stored(String frame) {
        return done(new EditStore(store, "results").find(frame));
    }

    private static String error(String frame) {
        try {
            return new String(
                    done(store.get("results", ResultKeys.of(frame).key("edits", "error.json"), 1 << 20)), UTF_8);
        } catch (StoreException none) {
            return "";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "edits/a.jpg.json, a.jpg",
        "sh010/edits/plate.0001.jpg.json, sh010/plate.0001.jpg",
        "edits/edits/a.png.json, edits/a.png",
        "a/b/edits/x y.json, a/b/x y"
    })
    void theFrameIsInTheFolderAbove(String key, String frame) {
        assertThat(EditUploads.frame(key)).contains(frame);
    }

    @ParameterizedTest
    @CsvSource({"a.json", "edits/a.jpg", "credits/a.jpg.json", "edits/sub/a.jpg.json", "edits/.json/a.json"})
    void filesWithOtherNamesAreFrames(String key) {
        assertThat(EditUploads.frame(key)).isEmpty();
    }

    @Test
    void editsAreStoredBesideTheResultOnce() {
        assertThat(take("once/a.jpg", edits(SWAP))).isTrue();
        StoredEdits first = stored("once/a.jpg").orElseThrow();
        assertThat(first.edits().by()).isEqualTo("upload once/edits/a.jpg.json");
        assertThat(first.edits().strokes()).singleElement().isInstanceOf(Stroke.SwapSides.class);
        assertThat(take("once/a.jpg", edits(SWAP))).isTrue();
        assertThat(stored("once/a.jpg").orElseThrow().eTag()).isEqualTo(first.eTag());
        assertThat(take("once/a.jpg", edits(""))).isTrue();
        assertThat(stored("once/a.jpg").orElseThrow().isSomething()).isFalse();
    }

    @Test
    void newerEditsStay() {
        Edits newer = new Edits(1, 4, 3, List.of(new Stroke.Delete(1)), "key alice", null)
                .signed("key alice", Instant.now().plusSeconds(3600).toString());
        done(new EditStore(store, "results").put("newer/a.jpg", newer, Optional.empty()));
        assertThat(take("newer/a.jpg", edits(SWAP))).isFalse();
        assertThat(stored("newer/a.jpg").orElseThrow().edits().by()).isEqualTo("key alice");
    }

    @Test
    void whyEditsAreRefusedIsWrittenBesideTheResult() {
        assertThat(take("bad/a.jpg", edits("{\"kind\":\"paint\"}"))).isFalse();
        assertThat(error("bad/a.jpg")).contains("urn:limn:problem:edits-refused", "there is no kind 'paint'");
        assertThat(stored("bad/a.jpg")).isEmpty();
        assertThat(take("bad/a.jpg", edits(SWAP))).isTrue();
        assertThat(error("bad/a.jpg")).isEmpty();
    }
}

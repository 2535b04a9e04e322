package io.limn.job;

import static io.limn.job.Parts.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.job.Outcome.AlreadyDone;
import io.limn.job.Outcome.Parsed;
import io.limn.job.Outcome.Superseded;
import io.limn.request.Source;
import io.limn.result.BucketSink;
import io.limn.result.FolderSink;
import io.limn.result.Manifest;
import io.limn.result.Manifest.Edited;
import io.limn.result.ResultKeys;
import io.limn.store.LocalServers;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Frames beside whose results edits lie, in a real S3 server and in a folder. */
@ExtendWith(LocalServers.class)
class EditedFramesTest {
    private static final String STROKE =
            "{\"kind\":\"brush\",\"layer\":\"parts\",\"label\":\"%s\",\"points\":[[1,1]],\"size\":2}";

    private static ObjectStore store;

    @BeforeAll
    static void start(ObjectStore client) {
        store = client;
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static Source.Stored upload(String key) {
        String eTag = done(store.upload("uploads", key, "4x3".getBytes(UTF_8), "image/png", Map.of()));
        return new Source.Stored(new ObjectVersion("uploads", key, eTag, null, 3));
    }

    private static String edit(String key, String strokes) {
        return done(store.put("results", ResultKeys.of(key).edits(), edits(strokes), "application/json", Map.of()));
    }

    private static byte[] edits(String strokes) {
        return ("{\"version\":1,\"width\":4,\"height\":3,\"by\":\"key alice\",\"at\":\"2026-01-31T12:00:00Z\",\"strokes\":["
                        + strokes + "]}")
                .getBytes(UTF_8);
    }

    private static Outcome parse(Parts parts, Source source) {
        return done(parts.submit(Parts.request(source), new BucketSink(store, "results"), Admission.WAIT));
    }

    private static Edited edited(Outcome outcome) {
        return outcome instanceof AlreadyDone known
                ? known.manifest().edited()
                : ((Parsed) outcome).manifest().edited();
    }

    @Test
    void editsAreAppliedOnceAndSurviveANewRun() {
        try (Parts parts = new Parts(store)) {
            Source.Stored frame = upload("edited/a.png");
            assertThat(edited(parse(parts, frame))).isNull();
            String eTag = edit("edited/a.png", STROKE.formatted("background"));
            Outcome outcome = parse(parts, frame);
            assertThat(outcome).isInstanceOf(Parsed.class);
            assertThat(edited(outcome)).satisfies(edits -> {
                assertThat(edits.by()).isEqualTo("key alice");
                assertThat(edits.at()).isEqualTo("2026-01-31T12:00:00Z");
                assertThat(edits.strokes()).isEqualTo(1);
                assertThat(edits.eTag()).isEqualTo(eTag);
                assertThat(edits.skipped()).isNull();
            });
            Manifest manifest = ((Parsed) outcome).manifest();
            assertThat(parse(parts, frame)).isInstanceOf(AlreadyDone.class);
            parts.colours = "others";
            assertThat(edited(parse(parts, frame))).isEqualTo(manifest.edited());
            done(store.delete("results", ResultKeys.of("edited/a.png").edits()));
            assertThat(edited(parse(parts, frame))).isNull();
        }
    }

    @Test
    void strokesThatNoLongerFitAreReported() {
        try (Parts parts = new Parts(store)) {
            Source.Stored frame = upload("misfit/a.png");
            edit("misfit/a.png", STROKE.formatted("cloak"));
            Edited edited = edited(parse(parts, frame));
            assertThat(edited.skipped()).isEqualTo(1);
            assertThat(edited.why()).isEqualTo("strokes[0]: layer 'parts' has no label 'cloak'.");
            assertThat(parse(parts, frame)).isInstanceOf(AlreadyDone.class);
        }
    }

    @Test
    void invalidEditsDoNothingAndAreReported() {
        try (Parts parts = new Parts(store)) {
            Source.Stored frame = upload("broken/a.png");
            done(store.put(
                    "results", ResultKeys.of("broken/a.png").edits(), "{".getBytes(UTF_8), "text/plain", Map.of()));
            Edited edited = edited(parse(parts, frame));
            assertThat(edited.strokes()).isZero();
            assertThat(edited.why()).startsWith("The edits can't be read: not valid JSON");
            assertThat(parse(parts, frame)).isInstanceOf(AlreadyDone.class);
        }
    }

    @Test
    void editsThatComeWhileTheFrameIsDrawnAreNotLost() {
        try (Parts parts = new Parts(store)) {
            Source.Stored frame = upload("late/a.png");
            edit("late/a.png", STROKE.formatted("background"));
            parts.parsing = decoded -> edit("late/a.png", "");
            assertThat(parse(parts, frame)).isInstanceOf(Superseded.class);
            parts.parsing = decoded -> {};
            assertThat(edited(parse(parts, frame)).strokes()).isZero();
        }
    }

    @Test
    void editsInAFolderAreAppliedToo(@TempDir Path folder) throws IOException {
        try (Parts parts = new Parts(store)) {
            FolderSink sink = new FolderSink(folder);
            done(parts.submit(Parts.request("a.png", "4x3"), sink, Admission.WAIT));
            done(sink.keep("a_png/edits/a.json", edits(STROKE.formatted("background"))));
            Outcome outcome = done(parts.submit(Parts.request("a.png", "4x3"), sink, Admission.WAIT));
            assertThat(edited(outcome).strokes()).isEqualTo(1);
            assertThat(edited(outcome).eTag()).isNull();
            Files.delete(folder.resolve("a_png/edits/a.json"));
            assertThat(edited(done(parts.submit(Parts.request("a.png", "4x3"), sink, Admission.WAIT))))
                    .isNull();
        }
    }
}

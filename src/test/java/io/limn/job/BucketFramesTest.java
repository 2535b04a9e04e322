package io.limn.job;

import static io.limn.job.Parts.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.job.Outcome.AlreadyDone;
import io.limn.job.Outcome.Parsed;
import io.limn.job.Outcome.Rejected;
import io.limn.job.Outcome.Superseded;
import io.limn.output.Rendered;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.BucketSink;
import io.limn.result.FolderSink;
import io.limn.result.Manifest;
import io.limn.result.ManifestJsonTest;
import io.limn.result.ResultKeys;
import io.limn.result.ResultSink;
import io.limn.store.LocalServers;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that lie in a bucket of a real S3 server. */
@ExtendWith(LocalServers.class)
class BucketFramesTest {
    private static ObjectStore store;

    @BeforeAll
    static void start(ObjectStore client) {
        store = client;
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(SOON);
    }

    private static Source.Stored upload(String key, String file) {
        String eTag = done(store.upload("uploads", key, file.getBytes(UTF_8), "image/png", Map.of()));
        return new Source.Stored(new ObjectVersion("uploads", key, eTag, null, file.length()));
    }

    private static Outcome parse(Parts parts, Source source) {
        return done(parts.submit(Parts.request(source), results(), Admission.WAIT));
    }

    private static BucketSink results() {
        return new BucketSink(store, "results");
    }

    private static List<String> keys(String prefix) {
        return done(store.list("results", prefix).map(ObjectInfo::key).collect().asList());
    }

    private static String text(String key) {
        return new String(done(store.get("results", key, 1 << 20)), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain/plate.0001.png",
                "with space/a b.0001.png",
                "plus+and%20percent/100%.png",
                "ünïcode/日本.png",
                "no/extension",
                "/leading/slash.png",
                "double//slash.png"
            })
    void everyKeyGetsItsResults(String key) {
        try (Parts parts = new Parts(store)) {
            Outcome outcome = parse(parts, upload(key, "4x3"));
            ResultKeys keys = ResultKeys.of(key);
            assertThat(outcome).isInstanceOf(Parsed.class);
            assertThat(done(results().committed(keys.manifest()))).contains(((Parsed) outcome).manifest());
            assertThat(text(keys.key("labels", "png"))).isEqualTo("labels of 4x3");
            assertThat(done(store.head("results", keys.manifest())).isOwnOutput())
                    .isTrue();
        }
    }

    @Test
    void aRepeatedEventIsOneFramesWork() {
        try (Parts parts = new Parts(store)) {
            AtomicInteger parsed = new AtomicInteger();
            parts.parsing = frame -> parsed.incrementAndGet();
            Source.Stored source = upload("twice/a.png", "4x3");
            assertThat(parse(parts, source)).isInstanceOf(Parsed.class);
            assertThat(parse(parts, source)).isInstanceOf(AlreadyDone.class);
            assertThat(parsed).hasValue(1);
        }
    }

    @Test
    void anEventWithoutAnETagMeansTheCurrentFrame() {
        try (Parts parts = new Parts(store)) {
            Source.Stored source = upload("bare/a.png", "4x3");
            Outcome outcome = parse(parts, new Source.Stored(ObjectVersion.current("uploads", source.name())));
            Manifest.SourceInfo info = ((Parsed) outcome).manifest().source();
            assertThat(info.eTag()).isEqualTo(source.object().eTag());
            assertThat(info.size()).isEqualTo(3);
            assertThat(parse(parts, source)).isInstanceOf(AlreadyDone.class);
        }
    }

    @Test
    void aFrameThatWasOverwrittenOrDeletedCostsNoWork() {
        try (Parts parts = new Parts(store)) {
            AtomicInteger parsed = new AtomicInteger();
            parts.parsing = frame -> parsed.incrementAndGet();
            Source.Stored first = upload("stale/a.png", "4x3");
            Source.Stored second = upload("stale/a.png", "5x5");
            assertThat(parse(parts, first)).isEqualTo(new Superseded(first));
            done(store.delete("uploads", "stale/a.png"));
            assertThat(parse(parts, second)).isEqualTo(new Superseded(second));
            assertThat(parse(parts, new Source.Stored(ObjectVersion.current("uploads", "stale/a.png"))))
                    .isInstanceOf(Superseded.class);
            assertThat(parsed).hasValue(0);
            assertThat(keys("stale/")).isEmpty();
        }
    }

    @Test
    void aFrameOverwrittenWhileItIsParsedCommitsNothingAndTheNewerOneDoes() {
        try (Parts parts = new Parts(store)) {
            Source.Stored first = upload("midway/a.png", "4x3");
            parts.parsing = frame -> {
                if (frame.width() == 4) {
                    upload("midway/a.png", "5x5");
                }
            };
            assertThat(parse(parts, first)).isEqualTo(new Superseded(first));
            assertThat(keys("midway/")).doesNotContain("midway/a_png/parse/a.json");
            Outcome newer = parse(parts, new Source.Stored(ObjectVersion.current("uploads", "midway/a.png")));
            assertThat(((Parsed) newer).manifest().width()).isEqualTo(5);
            assertThat(text("midway/a_png/labels/a.png")).isEqualTo("labels of 5x5");
        }
    }

    @Test
    void aFrameOverwrittenWhileItIsStoredLeavesNoFalseManifest() {
        try (Parts parts = new Parts(store)) {
            Source.Stored first = upload("race/a.png", "4x3");
            ResultSink overtaken = new Through(results()) {
                @Override
                public Uni<Void> put(String key, Rendered file) {
                    // another process is done with a newer version just before our files land on its own
                    return store.upload("uploads", "race/a.png", "5x5".getBytes(UTF_8), "image/png", Map.of())
                            .chain(() -> super.commit("race/a_png/parse/a.json", ManifestJsonTest.manifest()))
                            .chain(() -> super.put(key, file));
                }
            };
            assertThat(done(parts.submit(Parts.request(first), overtaken, Admission.WAIT)))
                    .isEqualTo(new Superseded(first));
            assertThat(keys("race/")).doesNotContain("race/a_png/parse/a.json");
        }
    }

    @Test
    void aFrameOverwrittenWhileItsManifestIsStoredLeavesNone() {
        try (Parts parts = new Parts(store)) {
            Source.Stored first = upload("late/a.png", "4x3");
            ResultSink overtaken = new Through(results()) {
                @Override
                public Uni<Void> commit(String manifestKey, Manifest manifest) {
                    return store.upload("uploads", "late/a.png", "5x5".getBytes(UTF_8), "image/png", Map.of())
                            .chain(() -> super.commit(manifestKey, manifest));
                }
            };
            assertThat(done(parts.submit(Parts.request(first), overtaken, Admission.WAIT)))
                    .isEqualTo(new Superseded(first));
            assertThat(keys("late/")).doesNotContain("late/a_png/parse/a.json");
        }
    }

    @Test
    void verificationTrustsAManifestOnlyIfItsFilesMatch() {
        try (Parts parts = new Parts(store)) {
            AtomicInteger parsed = new AtomicInteger();
            parts.parsing = frame -> parsed.incrementAndGet();
            Source.Stored source = upload("verify/a.png", "4x3");
            parse(parts, source);
            ResultSink verifying = results().verifying();
            assertThat(done(parts.submit(Parts.request(source), verifying, Admission.WAIT)))
                    .isInstanceOf(AlreadyDone.class);
            for (byte[] other : new byte[][] {"labels of 9x9".getBytes(UTF_8), new byte[1], new byte[100]}) {
                done(store.put("results", "verify/a_png/labels/a.png", other, "image/png", Map.of()));
                assertThat(done(parts.submit(Parts.request(source), verifying, Admission.WAIT)))
                        .isInstanceOf(Parsed.class);
                assertThat(text("verify/a_png/labels/a.png")).isEqualTo("labels of 4x3");
            }
            done(store.delete("results", "verify/a_png/labels/a.png"));
            assertThat(done(verifying.committed("verify/a_png/parse/a.json"))).isEmpty();
            assertThat(keys("verify/")).doesNotContain("verify/a_png/parse/a.json");
            assertThat(parsed).hasValue(4);
        }
    }

    @Test
    void aFrameOverTheByteLimitIsRejectedAndDoneOnce() {
        try (Parts parts = new Parts(store)) {
            Source.Stored source = upload("large/a.png", "4x3".repeat(400));
            assertThat(parse(parts, source)).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.problem().status()).isEqualTo(413);
                assertThat(rejected.manifest().source().eTag())
                        .isEqualTo(source.object().eTag());
            });
            assertThat(parse(parts, source)).isInstanceOf(AlreadyDone.class);
        }
    }

    @Test
    void aBadFrameIsRejectedAndDoneOnce() {
        try (Parts parts = new Parts(store)) {
            Source.Stored source = upload("bad/a.jpg", "PK a zip");
            assertThat(parse(parts, source)).isInstanceOf(Rejected.class);
            assertThat(parse(parts, source)).isInstanceOfSatisfying(AlreadyDone.class, again -> assertThat(
                            again.manifest().error().type())
                    .isEqualTo("urn:limn:problem:not-an-image"));
            assertThat(keys("bad/")).containsExactly("bad/a_jpg/parse/a.json");
        }
    }

    @Test
    void aMissingBucketIsAFailureOfTheStoreAndNotOfTheFrame() {
        try (Parts parts = new Parts(store)) {
            Source source = upload("where/a.png", "4x3");
            assertThatThrownBy(() ->
                            done(parts.submit(Parts.request(source), new BucketSink(store, "nowhere"), Admission.WAIT)))
                    .isInstanceOfSatisfying(StoreException.class, failure -> assertThat(failure.kind())
                            .isEqualTo(StoreException.Kind.BUCKET_MISSING));
        }
    }

    @Test
    void bucketMemoryAndFolderGetTheSameBytesUnderTheSameKeys(@TempDir Path out) throws Exception {
        try (Parts parts = new Parts(store)) {
            parse(parts, upload("same/plate.0001.png", "4x3"));
            RecordingSink memory = new RecordingSink();
            FrameRequest inline = Parts.request("same/plate.0001.png", "4x3");
            done(parts.submit(inline, memory, Admission.REFUSE));
            done(parts.submit(inline, new FolderSink(out), Admission.WAIT));
            assertThat(memory.files).hasSize(2);
            for (var file : memory.files.entrySet()) {
                assertThat(out.resolve(file.getKey()))
                        .hasBinaryContent(file.getValue().bytes());
                assertThat(done(store.get("results", file.getKey(), 1 << 20)))
                        .isEqualTo(file.getValue().bytes());
            }
        }
    }
}

package io.limn.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.plate.ReadOptions;
import io.limn.job.Outcome.AlreadyDone;
import io.limn.job.Outcome.Parsed;
import io.limn.job.Outcome.Rejected;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.parsing.Detail;
import io.limn.request.FixedCatalogue;
import io.limn.request.UploadOptions;
import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.store.LocalServers;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.smallrye.mutiny.Uni;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What uploads ask for in their metadata, through a real store. */
@ExtendWith(LocalServers.class)
class UploadOptionsTest {
    private static ObjectStore store;

    @BeforeAll
    static void start(ObjectStore client) {
        store = client;
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(Parts.SOON);
    }

    private static ObjectInfo upload(String key, Map<String, String> metadata) {
        done(store.upload("uploads", key, "4x3".getBytes(UTF_8), "image/png", metadata));
        return done(store.head("uploads", key));
    }

    private static Outcome work(Parts parts, ObjectInfo upload) {
        UploadSubmitter work =
                new UploadSubmitter(parts.pipeline(), new FixedCatalogue(), new ProgressRegistry(new StagePace()));
        return done(work.submit(upload, new BucketSink(store, "results")));
    }

    private static Manifest.Options options(Outcome outcome) {
        return ((Parsed) outcome).manifest().options();
    }

    @Test
    void anUploadWithoutMetadataGetsTheDefaults() {
        try (Parts parts = new Parts(store)) {
            Manifest.Options options = options(work(parts, upload("plain.png", Map.of())));
            assertThat(options.outputs()).containsExactly("labels");
            assertThat(options.render()).isEqualTo(RenderOptions.DEFAULT);
        }
    }

    @Test
    void anUploadGetsWhatItAsksFor() {
        try (Parts parts = new Parts(store)) {
            Manifest.Options options = options(work(
                    parts,
                    upload(
                            "asks.png",
                            Map.of(
                                    "limn-output", "persons, labels",
                                    "limn-palette", "voc",
                                    "limn-opacity", "0.25",
                                    "limn-quality", "75",
                                    "author", "somebody"))));
            assertThat(options.outputs()).containsExactly("labels", "persons");
            assertThat(options.render()).isEqualTo(new RenderOptions("voc", 0.25, 75));
        }
    }

    @Test
    void aWrittenJobIsReadBack() {
        RenderOptions render = new RenderOptions("stüdio 50%", 1 / 3.0, 1, List.of("person", "person-2"), true, 7, true)
                .with(Detail.FRAME);
        ReadOptions reading = new ReadOptions("logc3", -1.5, "Schönheit links");
        try (Parts parts = new Parts(store)) {
            Manifest.Options some = options(work(
                    parts,
                    upload(
                            "written.png",
                            UploadOptions.written(
                                    "x", "", EnumSet.of(Output.OVERLAY, Output.COLOR), render, reading))));
            assertThat(some.outputs()).containsExactly("overlay", "color");
            assertThat(some.render()).isEqualTo(render);
            assertThat(some.reading()).isEqualTo(reading);
            assertThat(some.view()).isEqualTo("logc3 -1.5");
            Manifest.Options none = options(work(
                    parts, upload("none.png", UploadOptions.written("x", "", Set.of(), render, ReadOptions.DEFAULT))));
            assertThat(none.outputs()).isEmpty();
            assertThat(none.reading()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "limn-palette | neon | 'x-amz-meta-limn-palette'; it takes one of: model",
                "limn-outputs | labels,trousers | 'trousers' is not a value of 'x-amz-meta-limn-output'",
                "limn-opacity | 1.5 | a number from 0 to 1",
                "limn-quality | high | an integer from 1 to 100",
                "limn-parts | person,wing | 'wing' is not a value of 'x-amz-meta-limn-parts'; it takes one of: person",
                "limn-people | 0 | an integer from 1 to 16",
                "limn-plate | maybe | 'x-amz-meta-limn-plate'; it takes one of: no, yes",
                "limn-formats | psd | 'x-amz-meta-limn-formats'; it takes one of: svg, ae, nuke, fxs, blender",
                "limn-detail | crops | 'x-amz-meta-limn-detail'; it takes one of: frame, auto, persons",
                "limn-alpha | odd | 'x-amz-meta-limn-alpha'; it takes one of: straight, premultiplied",
                "limn-palette | %zz | percent-encoded",
                "limn-colour | logc | log3g10. Did you mean 'logc3'?",
                "limn-exposure | 21 | stops from -20 to 20",
                "limn-pallete | voc | There is no option 'x-amz-meta-limn-pallete'",
            })
    void invalidOptionsGiveAnErrorManifestAndCorrectedOnesAResult(String name, String value, String why) {
        String key = "bad/" + Math.abs(value.hashCode()) + name + ".png";
        try (Parts parts = new Parts(store)) {
            ObjectInfo bad = upload(key, Map.of(name, value));
            assertThat(work(parts, bad)).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.problem().status()).isEqualTo(400);
                assertThat(rejected.problem().detail()).contains(why);
                assertThat(rejected.manifest().error()).isEqualTo(rejected.problem());
            });
            assertThat(work(parts, bad)).isInstanceOf(AlreadyDone.class);
            assertThat(work(parts, upload(key, Map.of()))).isInstanceOf(Parsed.class);
        }
    }

    @Test
    void waitingWorkIsListedAndEndedWorkIsNot() {
        ProgressRegistry registry = new ProgressRegistry(new StagePace());
        try (Parts parts = new Parts(store)) {
            ObjectInfo upload = upload("jobs/x/1/a.png", Map.of("limn-job", "x"));
            parts.parsing = frame -> assertThat(registry.of(upload.key()))
                    .hasValueSatisfying(standing -> assertThat(standing.stage()).isEqualTo(Stage.INFER));
            UploadSubmitter work = new UploadSubmitter(parts.pipeline(), new FixedCatalogue(), registry);
            assertThat(done(work.submit(upload, new BucketSink(store, "results"))))
                    .isInstanceOf(Parsed.class);
            assertThat(registry.of(upload.key())).isEmpty();
        }
    }
}

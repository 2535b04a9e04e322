package io.limn.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.label.Palettes;
import io.limn.output.Output;
import io.limn.output.OutputConfig;
import io.limn.output.RenderOptions;
import io.limn.output.Rendered;
import io.limn.output.Renderers;
import io.limn.parsing.Box;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.ModelId;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import io.limn.problem.FrameFailedException;
import io.limn.store.ObjectVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultReaderTest {
    private static final String NAME = "sh010/plate.0001.png";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int WIDTH = 21;
    private static final int HEIGHT = 13;

    @TempDir
    Path temp;

    private final Parsing parsing = parsing();

    @Test
    void aStoredResultIsReadBackAsWhatItWasMadeFrom() {
        store(EnumSet.range(Output.OVERLAY, Output.PERSONS));
        StoredResult stored = read().orElseThrow();

        assertThat(stored.parsing()).hasValueSatisfying(read -> {
            assertThat(read.persons()).isEqualTo(parsing.persons());
            assertThat(read.personMap().ids()).isEqualTo(parsing.personMap().ids());
            assertThat(read.layers()).hasSize(2);
            for (int i = 0; i < 2; i++) {
                assertThat(read.layers().get(i).ids())
                        .isEqualTo(parsing.layers().get(i).ids());
                assertThat(read.layers().get(i).labels())
                        .isEqualTo(parsing.layers().get(i).labels());
            }
        });
        assertThat(stored.manifest().options().render()).isEqualTo(RenderOptions.DEFAULT);
    }

    @Test
    void colorServesForLabelsAndMissingOutputsAreNotInvented() {
        store(EnumSet.of(Output.COLOR));
        StoredResult stored = read().orElseThrow();
        assertThat(stored.layers()).singleElement().satisfies(layer -> assertThat(layer.ids())
                .isEqualTo(parsing.main().ids()));
        assertThat(stored.personMap()).isEmpty();
        assertThat(stored.parsing()).isEmpty();
    }

    @Test
    void withoutALegendTheNamesComeFromTheManifest() throws Exception {
        store(EnumSet.of(Output.LABELS));
        Files.delete(temp.resolve(ResultKeys.of(NAME).legend()));
        assertThat(read().orElseThrow().layers()).singleElement().satisfies(layer -> assertThat(
                        layer.labels().labels())
                .extracting(Label::name)
                .containsExactly("background", "left-arm", "right-arm"));
    }

    @Test
    void aFileThatDiffersFromTheListIsAFailure() throws Exception {
        store(EnumSet.of(Output.LABELS));
        Path labels = temp.resolve("sh010/plate_png/labels/plate.0001.png");
        Files.write(labels, new byte[] {1, 2, 3});
        assertThatThrownBy(this::read)
                .isInstanceOf(FrameFailedException.class)
                .hasMessageContaining("sh010/plate_png/labels/plate.0001.png");
    }

    @Test
    void missingResultsAreEmpty() {
        assertThat(read()).isEmpty();
    }

    private Optional<StoredResult> read() {
        return ResultReader.of(new FolderSink(temp)).read(NAME).await().atMost(SOON);
    }

    private void store(Set<Output> outputs) {
        Frame frame = new Frame(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT * 3]);
        FolderSink sink = new FolderSink(temp);
        ResultKeys keys = ResultKeys.of(NAME);
        List<Manifest.OutputFile> files = new ArrayList<>();
        for (Rendered file : renderers().render(frame, parsing, outputs, RenderOptions.DEFAULT)) {
            sink.put(keys.of(file), file).await().atMost(SOON);
            files.add(new Manifest.OutputFile(
                    file.output().kind(),
                    null,
                    keys.of(file),
                    file.mediaType(),
                    file.bytes().length,
                    Sha256.of(file.bytes())));
        }
        sink.explain(
                        keys.legend(),
                        Legend.of(
                                "model",
                                parsing.layers().stream()
                                        .map(LabelLayer::labels)
                                        .toList()))
                .await()
                .atMost(SOON);
        sink.commit(keys.manifest(), manifest(outputs, files)).await().atMost(SOON);
    }

    private Manifest manifest(Set<Output> outputs, List<Manifest.OutputFile> files) {
        Map<String, Map<String, Long>> labels = new LinkedHashMap<>();
        for (LabelLayer layer : parsing.layers()) {
            Map<String, Long> counts = new LinkedHashMap<>();
            layer.labels().labels().forEach(label -> counts.put(label.name(), layer.counts()[label.id()]));
            labels.put(layer.labels().name(), counts);
        }
        return new Manifest(
                Manifest.SourceInfo.of(new ObjectVersion(null, NAME, null, null, 7), "00"),
                new ModelId("tiny", "1", "00"),
                new Manifest.Options(Output.kinds(outputs), Map.of(), RenderOptions.DEFAULT, null, null, null, null),
                WIDTH,
                HEIGHT,
                parsing.persons(),
                labels,
                Map.of(),
                files,
                null);
    }

    private static Parsing parsing() {
        byte[] parts = new byte[WIDTH * HEIGHT];
        byte[] bones = new byte[WIDTH * HEIGHT];
        byte[] persons = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (byte) (i % 3);
            bones[i] = (byte) (i / WIDTH % 2);
            persons[i] = (byte) (i % 3 == 0 ? 0 : 1);
        }
        LabelSet main = new LabelSet(
                "parts",
                List.of(
                        new Label(0, "background", 0),
                        new Label(1, "left-arm", 0x4F7BD8),
                        new Label(2, "right-arm", 0x2FA58A)),
                List.of(new LabelSet.Pair("left-arm", "right-arm")));
        LabelSet second = new LabelSet(
                "anatomy", List.of(new Label(0, "background", 0), new Label(1, "torso", 0x808080)), List.of());
        return new Parsing(
                WIDTH,
                HEIGHT,
                List.of(new LabelLayer(main, WIDTH, HEIGHT, parts), new LabelLayer(second, WIDTH, HEIGHT, bones)),
                new PersonMap(WIDTH, HEIGHT, persons),
                List.of(new Person(1, new Box(0, 0, WIDTH, HEIGHT), 0.5f, 182, List.of())));
    }

    private static Renderers renderers() {
        return new Renderers(
                new OutputConfig() {
                    @Override
                    public List<String> outputs() {
                        return List.of("labels");
                    }

                    @Override
                    public String palette() {
                        return "model";
                    }

                    @Override
                    public double opacity() {
                        return 0.6;
                    }

                    @Override
                    public int jpegQuality() {
                        return 90;
                    }
                },
                new Palettes(Map.of()),
                Groups.shipped());
    }
}

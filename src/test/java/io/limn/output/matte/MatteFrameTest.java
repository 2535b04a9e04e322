package io.limn.output.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mattes of the shipped network on shipped frames, against what the frames were drawn with. */
class MatteFrameTest {
    private static OnnxParser parser;
    private static MatteNames names;

    @BeforeAll
    static void load() {
        parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 2));
        names = new MatteNames(parser.layers(), Groups.shipped());
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    private static Frame frame(String file) throws Exception {
        return MattePlanes.frame(Path.of("samples", file));
    }

    private static float[] matte(MatteFrame frame, String name) {
        return MattePlanes.values(frame, names.byName(name).orElseThrow());
    }

    @Test
    void foregroundEstimationCanBeCancelled() throws Exception {
        Frame frame = frame("bench.jpg");
        try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            AtomicInteger asked = new AtomicInteger();
            parsing.coverage().orElseThrow().watch(() -> {
                if (asked.incrementAndGet() > 12) { // far more than the other steps ask
                    throw new CancellationException("nobody waits");
                }
            });
            assertThatThrownBy(() -> MatteFrame.of(frame, parsing, Tuning.DEFAULT))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"bench,0.75,0.8", "street-pair,0.8,0.85", "crowd,0.6,0.65"})
    void edgesFollowThePicture(String name, double within1, double within2) throws Exception {
        Frame frame = frame(name + ".jpg");
        var raster = ImageIO.read(
                        Path.of("samples/truth", name + ".persons.png").toFile())
                .getRaster();
        boolean[] truth = new boolean[frame.width() * frame.height()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = raster.getSample(i % frame.width(), i / frame.width(), 0) != 0;
        }
        try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            float[] soft = MatteFrame.of(frame, parsing).foreground();
            boolean[] matte = new boolean[truth.length];
            boolean[] hard = new boolean[truth.length];
            for (int i = 0; i < truth.length; i++) {
                matte[i] = soft[i] >= 0.5f;
                hard[i] = parsing.main().ids()[i] != 0;
            }
            double f1 = Sharpness.edges(matte, truth, frame.width(), 1);
            double f2 = Sharpness.edges(matte, truth, frame.width(), 2);
            double hard1 = Sharpness.edges(hard, truth, frame.width(), 1);
            System.out.printf("%s: F %.3f at 1 px, %.3f at 2 px; label map %.3f at 1 px%n", name, f1, f2, hard1);
            assertThat(f1).as("at 1 px").isGreaterThan(within1).isGreaterThan(hard1 + 0.1);
            assertThat(f2).as("at 2 px").isGreaterThan(within2);
        }
    }

    /** Levels of such frames have a last column and row that stand for one of the finer level, not two. */
    @ParameterizedTest
    @CsvSource({"275,341", "550,682", "401,333", "515,515"})
    void peopleMayBeCutByTheSidesOfFramesOfOddSizes(int width, int height) throws Exception {
        Frame whole = frame("portrait.jpg");
        byte[] bgr = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(whole.bgr(), 3 * ((y + 150) * whole.width() + 100), bgr, 3 * y * width, 3 * width);
        }
        Frame frame = new Frame(width, height, bgr);
        try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            float[] soft = MatteFrame.of(frame, parsing).foreground();
            int agree = 0;
            for (int y = 0, last = width - 1; y < height; y++, last += width) {
                agree += soft[last] > 0.5f == (parsing.main().ids()[last] != 0) ? 1 : 0;
            }
            assertThat(agree).isGreaterThan(height * 4 / 5);
        }
    }

    @Test
    void partsSumToThePersonAndPersonsToEverybody() throws Exception {
        Frame frame = frame("street-pair.jpg");
        try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            MatteFrame soft = MatteFrame.of(frame, parsing);
            List<Matte> parts = parser.layers().get(0).labels().stream()
                    .filter(label -> label.id() > 0)
                    .map(label ->
                            new Matte(label.name(), 0, List.of(new Matte.Labels(0, new int[] {label.id()})), List.of()))
                    .toList();
            List<List<Matte>> ofPersons = parsing.persons().stream()
                    .map(person -> parts.stream()
                            .map(part -> part.ofPerson(person.id()))
                            .toList())
                    .toList();
            List<Matte> wholes = parsing.persons().stream()
                    .map(person -> Matte.wholePerson(person.id()))
                    .toList();
            MatteRows rows = new MatteRows(
                    soft,
                    Stream.concat(ofPersons.stream().flatMap(List::stream), wholes.stream())
                            .toList());
            float[] row = new float[frame.width()];
            float[] sum = new float[frame.width()];
            float[] persons = new float[frame.width()];
            double worst = 0;
            for (int y = 0; y < frame.height(); y++) {
                rows.read(y);
                Arrays.fill(persons, 0);
                for (int person = 0; person < wholes.size(); person++) {
                    Arrays.fill(sum, 0);
                    for (Matte part : ofPersons.get(person)) {
                        rows.matte(part, 0, row.length, row);
                        add(sum, row);
                    }
                    rows.matte(wholes.get(person), 0, row.length, row);
                    for (int x = 0; x < row.length; x++) {
                        worst = Math.max(worst, Math.abs(sum[x] - row[x]));
                    }
                    add(persons, row);
                }
                for (int x = 0; x < row.length; x++) {
                    worst = Math.max(worst, Math.abs(persons[x] - soft.foreground()[y * row.length + x]));
                }
            }
            // Where the network sees a body without a label of the main layer, a person is more than its parts:
            // nowhere.
            assertThat(worst).isLessThan(1e-4);
        }
    }

    private static void add(float[] sum, float[] row) {
        for (int x = 0; x < row.length; x++) {
            sum[x] += row[x];
        }
    }

    @Test
    void nothingLiesOutsideAMattesBounds() throws Exception {
        Frame frame = frame("bench.jpg");
        try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            MatteFrame soft = MatteFrame.of(frame, parsing);
            for (String name : List.of("person", "person-1", "person-2/left-arm", "hair", "torso")) {
                Window window =
                        MatteBounds.of(names.byName(name).orElseThrow(), soft).window();
                float[] values = matte(soft, name);
                double outside = 0;
                for (int i = 0; i < values.length; i++) {
                    int x = i % frame.width();
                    int y = i / frame.width();
                    if (x < window.left() || x >= window.right() || y < window.top() || y >= window.bottom()) {
                        outside += values[i];
                    }
                }
                assertThat(outside).as(name).isLessThan(1);
            }
        }
    }

    @Test
    void mattesNeedCoverage() throws Exception {
        Frame frame = frame("walk/plate.0001.jpg");
        Parsing maps = parser.parse(frame);
        assertThatThrownBy(() -> MatteFrame.of(frame, maps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mattes need a parsing with its coverage");
    }

    @Test
    void aGroupGoesBeforeALabelOfItsName() {
        assertThat(names.byName("left-arm").orElseThrow().of().get(0).layer()).isEqualTo(1);
        assertThat(names.byName("left-arm.skin").orElseThrow().of().get(0).layer())
                .isZero();
        assertThat(names.byName("person-2/left-arm").orElseThrow().person()).isEqualTo(2);
        assertThat(names.byName("person-2/left-arm").orElseThrow().name()).isEqualTo("person-2/left-arm");
        assertThat(names.byName("wing")).isEmpty();
        assertThat(names.byName("person-0")).isEmpty();
        assertThat(names.byName("person-256")).isEmpty();
        assertThat(names.byName("person-1/person-2")).isEmpty();
    }
}

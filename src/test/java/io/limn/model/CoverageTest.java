package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.Frame;
import io.limn.parsing.Coverage;
import io.limn.parsing.Coverages;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import io.limn.parsing.ProbabilityMap;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probabilities behind the shipped network's maps, on shipped frames. */
class CoverageTest {
    private static OnnxParser parser;

    @BeforeAll
    static void load() {
        parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 2));
    }

    @AfterAll
    static void close() {
        parser.close();
    }

    private static Parsing parse(String file, Evidence evidence) throws Exception {
        return parser.parse(ShippedModelTest.frame(Path.of("samples", file)), evidence, Timings.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench.jpg", "crowd.jpg", "portrait.jpg"})
    void probabilitiesSumToOneAndTheirMaximumIsTheMap(String file) throws Exception {
        try (Parsing parsing = parse(file, Evidence.COVERAGE)) {
            Coverages.checkLayers(parsing);
            // A pixel between several parts may be somebody's while each single part is less likely than the
            // background.
            Coverages.checkPersons(parsing, 0.015);
        }
    }

    @Test
    void requestingCoverageGivesTheSameMaps() throws Exception {
        try (Parsing soft = parse("bench.jpg", Evidence.COVERAGE)) {
            Parsing hard = parse("bench.jpg", Evidence.MAPS);
            assertThat(hard.coverage()).isEmpty();
            for (int i = 0; i < hard.layers().size(); i++) {
                assertThat(soft.layers().get(i).ids())
                        .isEqualTo(hard.layers().get(i).ids());
            }
            assertThat(soft.personMap().ids()).isEqualTo(hard.personMap().ids());
        }
    }

    @Test
    void aPersonsShareOfAllPartsSumsToThePerson() throws Exception {
        try (Parsing parsing = parse("bench.jpg", Evidence.COVERAGE)) {
            Coverage coverage = parsing.coverage().orElseThrow();
            ProbabilityMap parts = coverage.layer("parts");
            int width = parts.width();
            float[] labels = new float[parts.planes() * width];
            float[] owners = new float[coverage.owners().planes() * width];
            float[] persons = new float[owners.length];
            parts.rows().read(500, labels);
            coverage.owners().rows().read(500, owners);
            coverage.persons().rows().read(500, persons);
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int label = 1; label < parts.planes(); label++) {
                    sum += labels[label * width + x] * owners[width + x];
                }
                assertThat(sum).isCloseTo(persons[width + x], within(1e-4));
            }
        }
    }

    @Test
    void rowsMayBeReadInAnyOrder() throws Exception {
        try (Parsing parsing = parse("bench.jpg", Evidence.COVERAGE)) {
            ProbabilityMap map = parsing.coverage().orElseThrow().layer("anatomy");
            float[] later = new float[map.planes() * map.width()];
            float[] straight = new float[later.length];
            ProbabilityMap.Rows rows = map.rows();
            rows.read(map.height() - 1, later);
            rows.read(300, later);
            map.rows().read(300, straight);
            assertThat(later).isEqualTo(straight);
        }
    }

    @Test
    void closedCoverageIsRefused() throws Exception {
        Parsing parsing = parse("bench.jpg", Evidence.COVERAGE);
        Coverage coverage = parsing.coverage().orElseThrow();
        assertThatThrownBy(() -> coverage.layer("mood"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no layer 'mood'; there are [parts, anatomy]");
        parsing.close();
        assertThatThrownBy(() -> coverage.layer("parts")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(coverage::persons).isInstanceOf(IllegalStateException.class);
        assertThat(parsing.main().ids()).as("the maps stay").isNotEmpty();
    }

    @Test
    void mapsWithoutCoverageAllocateOnlyTheMaps() throws Exception {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean,
                "SKIPPED: this Java does not count what a thread allocates");
        Frame frame = ShippedModelTest.frame(Path.of("samples/bench.jpg"));
        parser.parse(frame);
        long maps = allocated(frame, Evidence.MAPS);
        long coverage = allocated(frame, Evidence.COVERAGE) - maps;
        long pixels = (long) frame.width() * frame.height();
        // Two label maps and a person map, a byte per pixel each; the rest is a cell's, of which there are 64 times
        // fewer.
        assertThat(maps).isLessThan((long) (3.6 * pixels));
        assertThat(coverage).as("bytes per pixel").isLessThan(4 * pixels);
    }

    private static long allocated(Frame frame, Evidence evidence) throws Exception {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try (Parsing parsing = parser.parse(frame, evidence, Timings.NONE)) {
            return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }
    }
}

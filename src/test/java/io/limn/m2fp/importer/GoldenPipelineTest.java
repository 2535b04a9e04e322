package io.limn.m2fp.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.Frame;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.m2fp.Npy;
import io.limn.m2fp.network.Golden;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.parsing.Coverages;
import io.limn.parsing.Evidence;
import io.limn.parsing.Mask;
import io.limn.parsing.Parser;
import io.limn.parsing.Parsing;
import io.limn.parsing.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoint to package, picture to parsing: all of it, against what the published pipeline gave for a tiny random net. */
class GoldenPipelineTest {
    private static final int PERSON = 20;

    @TempDir
    static Path directory;

    private static Parsing parsing;
    private static JsonNode about;

    @BeforeAll
    static void parse() throws Exception {
        Path checkpoint = Golden.file("pytorch_model.pt");
        String config = Golden.file("config.json").toString();
        Path folder = directory.resolve("tiny");
        Imported made = Imported.with(checkpoint.toString(), "--config", config, "-o", folder.toString());
        assertThat(made.exit()).as(made.err()).isZero();
        about = new ObjectMapper()
                .readTree(Golden.file("pipeline/pipeline.json").toFile())
                .path("multi");
        Frame frame = new FrameReader(new FrameLimits(1 << 20, 1_000_000))
                .read(Files.readAllBytes(Golden.file("pipeline/multi_image.png")));
        try (OnnxParser parser = OnnxParser.of(new ModelSettings("tiny", directory, 2))) {
            parsing = parser.parse(frame, Evidence.COVERAGE, Parser.Timings.NONE);
        }
    }

    @Test
    void everyInstanceOfThePipelineIsFoundWithItsScoreAndMask() throws Exception {
        double[] scores = Golden.array("pipeline/multi_scores").values();
        double[] labels = Golden.array("pipeline/multi_category_ids").values();
        double[] packed = Golden.array("pipeline/multi_masks_packed").values();
        List<Region> regions = parsing.coverage().orElseThrow().regions();
        assertThat(regions).hasSize(about.path("count").asInt());
        for (int i = 0; i < scores.length; i++) {
            Region region = regions.get(i);
            assertThat((double) region.score()).as("score %d", i).isCloseTo(scores[i], within(1e-3));
            assertThat(region.label() == Region.WHOLE ? PERSON : region.label()).isEqualTo((int) labels[i]);
            assertThat(overlap(region.mask(), packed, i * packed.length / scores.length))
                    .as("IoU of mask %d", i)
                    .isGreaterThan(0.99);
        }
    }

    private static double overlap(Mask mask, double[] packed, int from) {
        long both = 0;
        long either = 0;
        for (int i = 0; i < parsing.width() * parsing.height(); i++) {
            boolean there = ((int) packed[from + i / 8] >> (7 - i % 8) & 1) != 0;
            boolean found = mask.contains(i % parsing.width(), i / parsing.width());
            both += there && found ? 1 : 0;
            either += there || found ? 1 : 0;
        }
        return (double) both / either;
    }

    @Test
    void theLabelMapIsTheReferences() throws Exception {
        byte[] array;
        try (ZipInputStream zip =
                new ZipInputStream(Files.newInputStream(Golden.file("pipeline/multi_semantic_outputs.npz")))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("semantic.npy");
            array = zip.readAllBytes();
        }
        Npy semantic = Npy.read(array);
        int pixels = parsing.width() * parsing.height();
        int different = 0;
        for (int i = 0; i < pixels; i++) {
            int at = i;
            int best = IntStream.range(0, semantic.shape()[0])
                    .reduce((a, b) -> semantic.values()[b * pixels + at] > semantic.values()[a * pixels + at] ? b : a)
                    .orElseThrow();
            different += parsing.main().ids()[i] == best ? 0 : 1;
        }
        assertThat(different).isLessThan(pixels / 200);
    }

    @Test
    void coverageMatchesTheMap() {
        Coverages.checkLayers(parsing);
        Coverages.checkPersons(parsing, 0.05);
    }

    @Test
    void everyPartBelongsToThePersonWhoCoversItMost() {
        List<Region> persons = parsing.coverage().orElseThrow().regions().stream()
                .filter(region -> region.label() == Region.WHOLE)
                .toList();
        assertThat(persons).hasSize(about.path("n_human").asInt());
        for (Region part : parsing.coverage().orElseThrow().regions()) {
            long most = persons.stream()
                    .mapToLong(person -> person.mask().common(part.mask()))
                    .max()
                    .orElse(0);
            if (part.label() != Region.WHOLE && part.person() != 0) {
                Region owner = persons.stream()
                        .filter(person -> person.person() == part.person())
                        .findFirst()
                        .orElseThrow();
                assertThat(owner.mask().common(part.mask())).isEqualTo(most);
            }
        }
    }

    @Test
    void thePersonsAreThoseOfThePersonMap() {
        assertThat(parsing.persons()).isNotEmpty().allSatisfy(person -> {
            long pixels = IntStream.range(0, parsing.personMap().ids().length)
                    .filter(i -> parsing.personMap().ids()[i] == person.id())
                    .count();
            assertThat(person.pixels()).isEqualTo(pixels);
            assertThat(person.score()).isBetween(0.1f, 1f);
        });
    }
}

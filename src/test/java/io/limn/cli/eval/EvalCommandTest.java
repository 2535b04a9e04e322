package io.limn.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.label.LabelSet;
import io.limn.model.ModelConfig;
import io.limn.model.ModelPackages;
import io.limn.store.StoreConfigs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvalCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        ModelConfig config = StoreConfigs.mapping(ModelConfig.class, "limn.model");
        FrameReader reader = new FrameReader(new FrameLimits(64 << 20, 100_000_000));
        return new CommandLine(new EvalCommand(config, reader))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @Test
    void theShippedModelIsJudgedOnTheSamples() throws Exception {
        int exit = run("--images", "samples", "--labels", "samples/truth", "--persons", "samples/truth", "--json");
        assertThat(exit).as(err.toString()).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("frames").asInt()).isEqualTo(3);
        assertThat(report.path("unlabelled").asInt()).isPositive();
        assertThat(report.path("meanIou").asDouble()).isBetween(0.0, 1.0);
        assertThat(report.path("personIou").asDouble()).isGreaterThan(0.3);
        assertThat(report.path("persons").path("there").asInt()).isGreaterThan(3);
        assertThat(report.path("classes")).hasSize(18);
    }

    @Test
    void personsAloneAreJudgedByInstanceMaps() throws Exception {
        assertThat(run("--images", "samples", "--persons", "samples/truth", "--json"))
                .as(err.toString())
                .isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.path("frames").asInt()).isEqualTo(3);
        assertThat(report.has("meanIou")).isFalse();
        assertThat(report.has("classes")).isFalse();
        assertThat(report.path("personIou").asDouble())
                .isEqualTo(report.path("persons").path("iou").asDouble())
                .isBetween(0.5, 1.0);
        assertThat(report.path("persons").path("frameIou").asDouble()).isBetween(0.5, 1.0);
    }

    @Test
    void jointsAreJudgedByTheLimbOfTheirOwnSide(@TempDir Path folder) throws Exception {
        Files.copy(Path.of("samples/bench.jpg"), folder.resolve("bench.jpg"));
        StringBuilder person = new StringBuilder();
        for (int joint = 0; joint < 17; joint++) {
            // The left wrist lies on the background, the right one isn't visible, the nose isn't judged.
            person.append(joint == 0 ? "" : ", ").append(joint == 9 ? "2, 2, 2" : joint == 0 ? "5, 5, 2" : "5, 5, 1");
        }
        Path file = Files.writeString(folder.resolve("joints.json"), "{\"bench.jpg\": [[" + person + "]]}");
        Path frames = Files.createDirectory(folder.resolve("frames"));
        Files.move(folder.resolve("bench.jpg"), frames.resolve("bench.jpg"));
        assertThat(run("--images", frames.toString(), "--joints", file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("at wrists       own limb 0.0000, other side 0.0000 (of 1)");
        assertThat(out.toString()).doesNotContain("elbow").doesNotContain("mIoU");
        Files.writeString(file, "{\"bench.jpg\": [[1, 2, 2]]}");
        assertThat(run("--images", frames.toString(), "--joints", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("bench.jpg: a person is 51 numbers (x, y, v of 17 joints), or 57 with knuckles, not 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cihp", "lip", "atr"})
    void theShippedMapsFitTheShippedModel(String name) throws Exception {
        LabelSet parts =
                new ModelPackages(Path.of("models")).load("limn").layers().get(0);
        LabelMapping mapping = LabelMapping.read(Path.of("models/maps", name + ".json"), parts);
        assertThat(mapping.truth[0]).isZero();
        assertThat(mapping.truth[255]).isEqualTo(LabelMapping.IGNORED);
        int leftArm = parts.byName("left-arm").orElseThrow().id();
        assertThat(mapping.truth).contains(leftArm);
    }

    @Test
    void aWrongCommandLineIsUsageWithASentence() {
        assertThat(run("--images", "samples")).isEqualTo(2);
        assertThat(run("--labels", "samples/truth")).isEqualTo(2);
        assertThat(err.toString()).contains("give --images, or --shots");
        assertThat(run("--shots", "samples", "--images", "samples")).isEqualTo(2);
        assertThat(run("--shots", "samples")).isEqualTo(1);
        assertThat(err.toString()).contains("no folder of a shot with its truth");
        assertThat(err.toString()).contains("give at least one of --labels, --persons and --joints");
        assertThat(run("--images", "nowhere", "--labels", "samples/truth")).isEqualTo(2);
        assertThat(err.toString()).contains("--images: there is no folder 'nowhere'");
        assertThat(run("--images", "samples", "--labels", "samples/truth", "--map", "nothing"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--map: there is no file 'nothing'");
    }
}

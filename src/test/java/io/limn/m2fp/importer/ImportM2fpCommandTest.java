package io.limn.m2fp.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.Frame;
import io.limn.label.Label;
import io.limn.m2fp.network.RandomNet;
import io.limn.model.ModelPackages;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.parsing.InferenceOptions;
import io.limn.parsing.Mirror;
import io.limn.parsing.Parsing;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random checkpoints of several shapes, through the command to a package that parses. */
class ImportM2fpCommandTest {
    private static final RandomNet CIHP = RandomNet.SMALL.withClasses(21);
    private static final RandomNet LIP = new RandomNet(16, new int[] {2, 1, 3, 1}, 4, 2, 64, 1, 32, 20, 20, 3, 24);

    @TempDir
    Path directory;

    private Path checkpoint(RandomNet net) throws IOException {
        Path file = directory.resolve("pytorch_model.pt");
        net.write(file, 7);
        return file;
    }

    private Imported importing(Path checkpoint, String... more) {
        String[] args = new String[3 + more.length];
        args[0] = checkpoint.toString();
        args[1] = "-o";
        args[2] = directory.resolve("models/m2fp").toString();
        System.arraycopy(more, 0, args, 3, more.length);
        return Imported.with(args);
    }

    private Parsing parsed(int width, int height) throws Exception {
        byte[] bgr = new byte[3 * width * height];
        new Random(5).nextBytes(bgr);
        ModelSettings settings = new ModelSettings("m2fp", directory.resolve("models"), 2);
        try (OnnxParser parser = OnnxParser.of(settings)) {
            return parser.parse(new Frame(width, height, bgr));
        }
    }

    @Test
    void aModelOfSeveralPeopleIsListedAndParses() throws Exception {
        Imported made = importing(checkpoint(CIHP));
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out()).contains("several people per frame, 20 labels, 12 queries");
        var models = new ModelPackages(directory.resolve("models")).list();
        assertThat(models).hasSize(1);
        assertThat(models.get(0).valid()).as(models.get(0).problem()).isTrue();
        assertThat(models.get(0).licence()).isEqualTo("CC-BY-NC-4.0");
        Parsing parsing = parsed(97, 61);
        assertThat(parsing.main().ids()).hasSize(97 * 61);
        assertThat(parsing.main().labels().labels())
                .extracting(Label::name)
                .contains("background", "upper-clothes", "left-arm", "torso-skin")
                .doesNotContain("human");
        assertThat(parsing.main().labels().pairs()).hasSize(3);
        assertThat(parsing.coverage()).as("nobody asked for it").isEmpty();
        ModelSettings mirrored = new ModelSettings("m2fp", directory.resolve("models"), 2)
                .with(new InferenceOptions(OptionalLong.empty(), Optional.of(Mirror.FULL)));
        assertThatThrownBy(() -> OnnxParser.of(mirrored))
                .hasMessage(
                        "limn.model.mirror is for models that score every cell, but m2fp finds its parts by queries: set it to none, "
                                + "or leave it out");
        Path manifest = directory.resolve("models/m2fp/model.json");
        String text = Files.readString(manifest);
        assertThat(text).contains("\"mirror\" : \"none\"");
        Files.writeString(manifest, text.replace("\"mirror\" : \"none\"", "\"mirror\" : \"half\""));
        assertThatThrownBy(() -> OnnxParser.of(new ModelSettings("m2fp", directory.resolve("models"), 2)))
                .hasMessage(manifest + ": input.mirror: goes with heads of kind dense only");
    }

    @Test
    void aModelOfOnePersonParsesOthersDepthsAndWidthsIncluded() throws Exception {
        Imported made = importing(checkpoint(LIP), "--json");
        assertThat(made.exit()).as(made.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(made.out());
        assertThat(json.path("persons").asBoolean()).isFalse();
        assertThat(json.path("labels").asInt()).isEqualTo(20);
        assertThat(json.path("sha256").asText()).hasSize(64);
        for (int[] size : new int[][] {{500, 300}, {30, 900}, {1, 1}, {383, 511}}) {
            Parsing parsing = parsed(size[0], size[1]);
            assertThat(parsing.main().ids()).hasSize(size[0] * size[1]);
            assertThat(parsing.persons().size()).isLessThanOrEqualTo(1);
        }
        assertThat(parsed(8, 8).main().labels().byName("jumpsuits")).isPresent();
    }

    @Test
    void theConfigurationNamesClassesThatNeitherDataSetHas() throws Exception {
        Path config = Files.writeString(
                directory.resolve("configuration.json"),
                """
                {"framework": "pytorch", "model": {"type": "M2FP", "single_human": false, "parsing_ins_score_thr": 0.4,
                 "classes": ["Background", "Left-Wing", "Right-Wing", "Tail", "Bird"]}}""");
        Path file = checkpoint(RandomNet.SMALL);
        Imported bare = importing(file);
        assertThat(bare.exit()).isEqualTo(3);
        assertThat(bare.err())
                .contains("5 classes, which is neither CIHP's 21 nor LIP's 20; give its names with --config");
        Imported made = importing(file, "--config", config.toString());
        assertThat(made.exit()).as(made.err()).isZero();
        Parsing parsing = parsed(64, 48);
        assertThat(parsing.main().labels().labels())
                .extracting(Label::name)
                .containsExactly("background", "left-wing", "right-wing", "tail");
        assertThat(Files.readString(directory.resolve("models/m2fp/model.json")))
                .contains("\"paint\" : 0.4");
        Files.writeString(config, Files.readString(config).replace("\"Tail\", ", ""));
        Imported other = importing(file, "--config", config.toString(), "--force");
        assertThat(other.exit()).isEqualTo(3);
        assertThat(other.err()).contains("names 4 classes, but the checkpoint has 5");
    }

    @Test
    void existingPackagesAreReplacedOnlyWithForce() throws Exception {
        Path file = checkpoint(CIHP);
        assertThat(importing(file).exit()).isZero();
        Imported again = importing(file);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("already; --force replaces it");
        assertThat(importing(file, "--force").exit()).isZero();
    }

    @Test
    void aMissingFileIsAWrongCommandLine() {
        Imported none = importing(directory.resolve("nothing.pt"));
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("there is no file '");
        assertThat(List.of(directory.toFile().list())).isEmpty();
    }

    private Path photographs(int count) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("photographs"));
        for (int i = 0; i < count; i++) {
            BufferedImage picture = new BufferedImage(90 + i, 70, BufferedImage.TYPE_3BYTE_BGR);
            new Random(i).nextBytes(((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
            ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
        }
        return folder;
    }

    @Test
    void int8IsKeptWhereItChangesLittleEnough() throws Exception {
        Path file = checkpoint(CIHP);
        Imported floats = importing(file, "--json");
        String photographs = photographs(4).toString();
        Imported made = importing(file, "--force", "--int8", photographs, "--int8-change", "100");
        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out())
                .containsPattern(
                        "int8: [0-9.]+ % of the masks' pixels change, [0-9.]+ % on the worst of 2 photographs; kept");
        assertThat(Files.readString(directory.resolve("models/m2fp/model.json")))
                .contains("of the masks' pixels change");
        assertThat(parsed(97, 61).main().ids()).hasSize(97 * 61);

        Imported none = importing(file, "--force", "--int8", photographs, "--int8-change", "0", "--json");
        assertThat(none.exit()).as(none.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(none.out());
        assertThat(json.path("int8").path("kept").asBoolean(true)).isFalse();
        assertThat(json.path("sha256"))
                .isEqualTo(new ObjectMapper().readTree(floats.out()).path("sha256"));
        try (var files = Files.list(directory.resolve("models/m2fp"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("model.json", "model.onnx");
        }
    }

    @Test
    void int8NeedsPicturesThatCanBeRead() throws Exception {
        Path file = checkpoint(CIHP);
        assertThat(importing(file, "--int8", photographs(1).toString()).err())
                .contains("holds 1 pictures, and at least 2 are needed");
        Path damaged = Files.writeString(photographs(2).resolve("0.png"), "no picture");
        Imported made = importing(file, "--int8", damaged.getParent().toString());
        assertThat(made.exit()).isEqualTo(1);
        assertThat(made.err()).contains("0.png can't be used for --int8");
        assertThat(directory.resolve("models/m2fp").toFile().list()).isEmpty();
        assertThat(importing(file, "--int8-change", "101").err()).contains("101.0 is not a percentage");
    }
}

package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.label.LabelSet;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPackagesTest {
    @TempDir
    Path directory;

    private Path folder;
    private ModelPackages packages;

    @BeforeEach
    void write() throws IOException {
        folder = TinyModel.write(directory);
        packages = new ModelPackages(directory);
    }

    @Test
    void aPackageGivesItsIdentityAndItsLayers() {
        ModelPackage tiny = packages.load("tiny");
        assertThat(tiny.id().name()).isEqualTo("tiny");
        assertThat(tiny.id().sha256()).matches("[0-9a-f]{64}");
        LabelSet labels = tiny.layers().get(0);
        assertThat(labels.byName("right-green").orElseThrow().rgb()).isEqualTo(0x00FF00);
        assertThat(labels.pairs()).containsExactly(new LabelSet.Pair("left-red", "right-green"));
    }

    @Test
    void theListHasEveryPackageAndWhyOneCanNotBeUsed() throws IOException {
        Path broken = Files.createDirectories(directory.resolve("broken"));
        Files.writeString(broken.resolve("model.json"), "{");
        Files.createDirectories(directory.resolve("training"));

        assertThat(packages.list()).extracting(ModelSummary::name).containsExactly("broken", "tiny");
        assertThat(packages.list().get(0).valid()).isFalse();
        assertThat(packages.list().get(0).problem()).contains("broken/model.json: is not JSON at line 1");
        assertThat(packages.list().get(1).valid()).isTrue();
        assertThat(packages.list().get(1).layers()).containsExactly("colours");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> packages.load("m2fp"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageEndingWith("there is no model package 'm2fp'; there is tiny");
    }

    @Test
    void aNetworkThatIsNotTheOneTheManifestMeansIsRefused() throws IOException {
        byte[] network = Files.readAllBytes(folder.resolve("model.onnx"));
        network[network.length / 2] ^= 1;
        Files.write(folder.resolve("model.onnx"), network);
        assertThatThrownBy(() -> packages.load("tiny"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("model.json: sha256: is ")
                .hasMessageContaining("fetch the file again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"mean\": [0, 0, 0]|\"mean\": [0, 0]|input: mean must have three values",
                "\"mean\": [0, 0, 0],||input: mean must have three values",
                "\"name\": \"tiny\"|\"name\": null|is missing",
                "\"colour\": \"RGB\"|\"colour\": \"YUV\"|input.colour:",
                "\"std\": [255, 255, 255]|\"std\": [255, 0, 255]|std must be above 0",
                "\"rule\": \"budget\"|\"rule\": \"squash\"|input.size: Could not resolve type id 'squash'",
                "\"pixels\": 65536|\"pixels\": 1|input.size: pixels must be 64..16000000, not 1",
                "\"pixels\": 65536,||input.size.pixels: is missing",
                "\"pixels\": 65536|\"pixels\": 65536, \"pixles\": 1|input.size.pixles: is not a known field; known fields are",
                "\"enlarge\": 1.0}|\"enlarge\": 1.0}, \"mirror\": \"quarter\"|input.mirror:",
                "\"kind\": \"persons\"|\"kind\": \"masks\"|heads[1]: Could not resolve type id 'masks'",
                "\"window\": 3|\"window\": 4|heads[1]: window must be an odd number of cells, not 4",
                "\"threshold\": 0.5, \"window\"|\"threshold\": 2, \"window\"|heads[1]: threshold must be 0..1, not 2",
                "\"layer\": \"colours\"|\"layer\": \"paint\"|heads[0].layer: 'paint' is none of the layers",
                "\"id\": 2|\"id\": 3|layers[0]: layer 'colours': label ids must run 0, 1, 2",
                "#FF0000|red|layers[0]: colour of 'left-red' must be like #4CC9F0, not 'red'",
                "[\"left-red\", \"right-green\"]|[\"left-red\", \"left-blue\"]|layers[0]: layer 'colours': the pair",
                "\"name\": \"tiny\"|\"name\": \"other\"|name: is 'other', but the folder's name, 'tiny', is the model's",
                "model.onnx|../model.onnx|file: there is no '../model.onnx' beside the manifest"
            })
    void eachMistakeOfAManifestIsASentenceWithFileAndField(String right, String wrong, String sentence)
            throws IOException {
        Path manifest = folder.resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).replace(right, wrong == null ? "" : wrong));
        assertThatThrownBy(() -> packages.load("tiny"))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(manifest + ": ")
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"tensor\": \"image\"|\"tensor\": \"picture\"|input.tensor: is 'picture', but the network's inputs are [image]",
                "\"centres\": \"centres\"|\"centres\": \"center\"|heads[1].centres: the network has no output 'center'; it has [",
                "\"offsets\": \"offsets\"|\"offsets\": \"centres\"|heads[1].offsets: 'centres' should be 1x2xHxW"
            })
    void aManifestThatDoesNotFitItsNetworkIsRefusedWhenTheNetworkIsOpened(String right, String wrong, String sentence)
            throws IOException {
        Path manifest = folder.resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).replace(right, wrong));
        ModelSettings settings = new ModelSettings("tiny", directory, 1);
        assertThatThrownBy(() -> OnnxParser.of(settings))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(manifest + ": ")
                .hasMessageContaining(sentence);
    }

    @Test
    void aFileThatIsNotANetworkIsRefused() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "not a network");
        Files.writeString(folder.resolve("model.json"), TinyModel.manifest(folder, TinyModel.HEADS));
        ModelSettings settings = new ModelSettings("tiny", directory, 1);
        assertThatThrownBy(() -> OnnxParser.of(settings))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("ONNX Runtime can't load it");
    }

    @Test
    void commentsInAManifestAreSkipped() throws IOException {
        Path manifest = folder.resolve("model.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"version\"", "\"note\": \"hello\", \"version\""));
        assertThat(packages.load("tiny").manifest().version()).isEqualTo("1");
    }

    @Test
    void aModelWithoutAPersonsHeadGivesAPersonForEachRegion() throws Exception {
        Files.writeString(
                folder.resolve("model.json"),
                TinyModel.manifest(
                        folder,
                        TinyModel.HEADS.lines().findFirst().orElseThrow().replaceAll(",$", "")));
        try (OnnxParser parser = OnnxParser.of(new ModelSettings("tiny", directory, 1))) {
            var frame = Frames.black(128, 64);
            Frames.fill(frame, 8, 8, 40, 48, Color.RED);
            Frames.fill(frame, 80, 8, 24, 48, Color.GREEN);
            assertThat(parser.parse(frame).persons()).hasSize(2);
        }
    }
}

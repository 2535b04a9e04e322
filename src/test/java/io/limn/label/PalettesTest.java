package io.limn.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PalettesTest {
    private static final LabelSet PARTS = new LabelSet(
            "parts",
            List.of(new Label(0, "background", 0), new Label(1, "hair", 0x111111), new Label(2, "face", 0x222222)),
            List.of());
    private static final LabelSet ANATOMY =
            new LabelSet("anatomy", List.of(new Label(0, "background", 0), new Label(1, "torso", 0x333333)), List.of());

    @TempDir
    Path folder;

    @Test
    void noPaletteFileIsConfiguredByDefault() {
        LabelConfig config = new SmallRyeConfigBuilder()
                .withMapping(LabelConfig.class)
                .build()
                .getConfigMapping(LabelConfig.class);

        assertThat(config.palettes()).isEmpty();
        assertThat(new Palettes(config).names()).containsExactly("model", "voc");
    }

    @Test
    void aPaletteFileIsConfiguredByItsName() throws IOException {
        Path file = write("{\"hair\": \"#ff8800\"}");
        LabelConfig config = new SmallRyeConfigBuilder()
                .withMapping(LabelConfig.class)
                .withDefaultValue("limn.label.palettes.\"my own\"", file.toString())
                .build()
                .getConfigMapping(LabelConfig.class);

        assertThat(new Palettes(config).palette("my own", PARTS).rgb()[1]).isEqualTo(0xFF8800);
    }

    @ParameterizedTest
    @CsvSource({
        "0,000000",
        "1,800000",
        "2,008000",
        "3,808000",
        "4,000080",
        "8,400000",
        "15,C08080",
        "20,004080",
        "255,E0E0C0"
    })
    void vocInterleavesTheBitsOfAClass(int id, String rgb) {
        assertThat(new Palettes(Map.of()).palette("voc", PARTS).rgb()[id]).isEqualTo(Integer.parseInt(rgb, 16));
    }

    @Test
    void paletteModelUsesTheLabelsOwnColours() {
        assertThat(new Palettes(Map.of()).palette("model", PARTS).rgb())
                .startsWith(0, 0x111111, 0x222222)
                .hasSize(256);
    }

    @Test
    void aPaletteFileColoursByNameOrIdAndOthersKeepTheModelsColour() throws IOException {
        Palettes palettes = new Palettes(Map.of(
                "mine", write("{\"hair\": \"#FF8800\", \"0\": \"#010203\"}").toString()));

        assertThat(palettes.palette("mine", PARTS).rgb()).startsWith(0x010203, 0xFF8800, 0x222222);
        assertThat(palettes.names()).containsExactly("mine", "model", "voc");
    }

    @Test
    void aFileMayColourTheLabelsOfSeveralLayers() throws IOException {
        Palettes palettes = new Palettes(Map.of(
                "mine", write("{\"hair\": \"#FF8800\", \"torso\": \"#00FF00\"}").toString()));
        palettes.check(List.of(PARTS, ANATOMY));

        assertThat(palettes.palette("mine", ANATOMY).rgb()[1]).isEqualTo(0x00FF00);
    }

    @Test
    void anUnknownLabelIsNamedWithThoseThereAre() throws IOException {
        Palettes byName =
                new Palettes(Map.of("mine", write("{\"hat\": \"#FF8800\"}").toString()));
        Palettes byId =
                new Palettes(Map.of("mine", write("{\"3\": \"#FF8800\"}").toString()));

        assertThatThrownBy(() -> byName.check(List.of(PARTS, ANATOMY)))
                .hasMessageContainingAll("limn.label.palettes.\"mine\"", "'hat'", "background, hair, face, torso");
        assertThatThrownBy(() -> byId.check(List.of(PARTS, ANATOMY))).hasMessageContaining("'3'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{`hair`: `orange`} | write it as",
                "{`hair`: `#ff88`} | write it as",
                "{`hair`: 7} | write it as",
                "{`256`: `#ff8800`} | ids are 0 to 255",
                "{`hair`: `#ff8800`, `hair`: `#ff8801`} | not JSON",
                "[1] | no JSON object",
                "{`hair` | not JSON"
            })
    void aMalformedFileIsRefusedWithKeyValueAndFix(String json, String fragment) throws IOException {
        Path file = write(json.replace('`', '"'));
        assertThatThrownBy(() -> new Palettes(Map.of("mine", file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("limn.label.palettes.\"mine\"", file.toString(), fragment);
    }

    @Test
    void aMissingFileATakenNameAndAnUnknownPaletteAreRefused() {
        assertThatThrownBy(() -> new Palettes(Map.of("mine", "no/such.json")))
                .hasMessageContainingAll("limn.label.palettes.\"mine\"", "no/such.json", "no such file");
        assertThatThrownBy(() -> new Palettes(Map.of("voc", "x.json"))).hasMessageContaining("is built in");
        assertThatThrownBy(() -> new Palettes(Map.of()).palette("neon", PARTS))
                .hasMessage("there is no palette 'neon': use one of model, voc");
    }

    @Test
    void aPalettesMarkFollowsItsFile() throws IOException {
        String file = write("{\"hair\": \"#ff8800\"}").toString();
        Palettes before = new Palettes(Map.of("studio", file));
        String mark = before.mark("studio", List.of(PARTS));
        assertThat(mark).matches("[0-9a-f]{16}").isEqualTo(before.mark("studio", List.of(PARTS)));
        assertThat(List.of(before.mark("model", List.of(PARTS)), before.mark("voc", List.of(PARTS))))
                .doesNotContain(mark)
                .doesNotHaveDuplicates();
        Files.writeString(Path.of(file), "{\"hair\": \"#ff8801\"}");
        assertThat(new Palettes(Map.of("studio", file)).mark("studio", List.of(PARTS)))
                .isNotEqualTo(mark);
    }

    private Path write(String json) throws IOException {
        return Files.writeString(folder.resolve("palette.json"), json);
    }
}

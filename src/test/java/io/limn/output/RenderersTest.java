package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.Palettes;
import io.limn.parsing.Parsing;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderersTest {
    /** What needs no coverage; {@link MattesTest} has the others. */
    private static final Set<Output> OF_MAPS = EnumSet.range(Output.OVERLAY, Output.PERSONS);

    private final Frame frame = Scene.frame(64, 32, 100);
    private final Parsing parsing = Scene.parsing(64, 32);

    @Test
    void colorReadsBackAsIdsWithTheirColours() throws Exception {
        BufferedImage image = read(Scene.render(Output.COLOR, frame, parsing, RenderOptions.DEFAULT));

        byte[] ids = (byte[]) image.getRaster().getDataElements(0, 0, 64, 32, null);
        assertThat(ids).isEqualTo(parsing.main().ids());
        assertThat(image.getColorModel()).isInstanceOfSatisfying(IndexColorModel.class, palette -> {
            assertThat(palette.getPixelSize()).isEqualTo(8);
            assertThat(palette.getRGB(1) & 0xFFFFFF).isEqualTo(0xFF8800);
            assertThat(palette.getRGB(3) & 0xFFFFFF).isEqualTo(0x20D050);
        });
    }

    @Test
    void colorShowsTheColoursOfThePalette() throws Exception {
        BufferedImage image = read(Scene.render(Output.COLOR, frame, parsing, new RenderOptions("voc", 0.6, 90)));

        assertThat(image.getRGB(8, 8) & 0xFFFFFF).isEqualTo(0);
        assertThat(image.getRGB(24, 8) & 0xFFFFFF).isEqualTo(0x800000);
        assertThat(image.getRGB(40, 8) & 0xFFFFFF).isEqualTo(0x008000);
        assertThat(image.getRGB(56, 8) & 0xFFFFFF).isEqualTo(0x808000);
    }

    @ParameterizedTest
    @EnumSource(names = {"LABELS", "ANATOMY", "PERSONS"})
    void rawMasksAreGreyAndTheirValuesTheIds(Output output) throws Exception {
        BufferedImage image = read(Scene.render(output, frame, parsing, RenderOptions.DEFAULT));

        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat((byte[]) image.getRaster().getDataElements(0, 0, 64, 32, null))
                .isEqualTo(
                        switch (output) {
                            case ANATOMY -> parsing.layers().get(1).ids();
                            case PERSONS -> parsing.personMap().ids();
                            default -> parsing.main().ids();
                        });
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 100, 100", "0.5, 58, 82, 146", "1, 16, 64, 192"})
    void theOverlayCoversTheFrameByItsOpacityAndLeavesBackgroundAlone(double opacity, int red, int green, int blue)
            throws Exception {
        BufferedImage image =
                read(Scene.render(Output.OVERLAY, frame, parsing, new RenderOptions("model", opacity, 100)));

        assertThat(image.getRGB(5, 16) & 0xFFFFFF).isEqualTo(0x646464);
        int arm = image.getRGB(40, 16);
        assertThat(arm >> 16 & 0xFF).isCloseTo(red, org.assertj.core.data.Offset.offset(3));
        assertThat(arm >> 8 & 0xFF).isCloseTo(green, org.assertj.core.data.Offset.offset(3));
        assertThat(arm & 0xFF).isCloseTo(blue, org.assertj.core.data.Offset.offset(3));
    }

    @Test
    void renderingLeavesFrameAndParsingAsTheyWere() {
        byte[] pixels = frame.bgr().clone();
        byte[] ids = parsing.main().ids().clone();
        Scene.renderers().render(frame, parsing, OF_MAPS, RenderOptions.DEFAULT);

        assertThat(frame.bgr()).isEqualTo(pixels);
        assertThat(parsing.main().ids()).isEqualTo(ids);
    }

    @Test
    void outputsAreRenderedInOrderWithTheSameBytesEachTime() {
        List<Rendered> first = Scene.renderers().render(frame, parsing, OF_MAPS, RenderOptions.DEFAULT);
        List<Rendered> second = Scene.renderers().render(frame, parsing, OF_MAPS, RenderOptions.DEFAULT);

        assertThat(first)
                .extracting(Rendered::folder)
                .containsExactly("overlay", "color", "labels", "anatomy", "persons");
        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i).bytes()).isEqualTo(second.get(i).bytes());
        }
        assertThat(Scene.renderers().render(frame, parsing, Set.of(Output.LABELS), RenderOptions.DEFAULT))
                .singleElement()
                .satisfies(labels ->
                        assertThat(labels.bytes()).isEqualTo(first.get(2).bytes()));
    }

    @Test
    void aParsingOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> Scene.renderers()
                        .render(frame, Scene.parsing(63, 32), Set.of(Output.LABELS), RenderOptions.DEFAULT))
                .hasMessageContaining("another size");
    }

    @Test
    void aDefaultThatTheModelLacksEndsTheStart() {
        Renderers renderers = new Renderers(
                Scene.config(List.of("anatomy"), "model", 0.6, 90), new Palettes(Map.of()), Groups.shipped());
        assertThatThrownBy(() -> renderers.check(List.of(Scene.LABELS)))
                .hasMessage(
                        "limn.output.default=anatomy is not valid: 'anatomy' needs a model with 2 label layers; this one has 1: parts;"
                                + " leave 'anatomy' out");
        renderers.check(List.of(Scene.LABELS, Scene.BONES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1", "1x70000", "70000x1", "257x255", "1024x768"})
    void everyChunkOfAnIndexedPngHasItsChecksumAndTheIdsComeBack(String size) throws Exception {
        int width = Integer.parseInt(size.substring(0, size.indexOf('x')));
        int height = Integer.parseInt(size.substring(size.indexOf('x') + 1));
        byte[] ids = new byte[width * height];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (byte) (i / 7 % 256 * (i % 3));
        }
        byte[] png = new PngFile(width, height, 8)
                .indexed(
                        PngFile.compress(
                                height, width, (y, row, at) -> System.arraycopy(ids, y * width, row, at, width)),
                        io.limn.label.Palette.voc().rgb());

        List<String> types = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(png).position(8);
        while (buffer.hasRemaining()) {
            int length = buffer.getInt();
            int start = buffer.position();
            types.add(new String(png, start, 4, StandardCharsets.ISO_8859_1));
            CRC32 crc = new CRC32();
            crc.update(png, start, length + 4);
            buffer.position(start + 4 + length);
            assertThat(buffer.getInt()).as("checksum of %s", types).isEqualTo((int) crc.getValue());
        }
        assertThat(types).containsExactly("IHDR", "PLTE", "IDAT", "IEND");
        assertThat((byte[]) read(png).getRaster().getDataElements(0, 0, width, height, null))
                .isEqualTo(ids);
    }

    private static BufferedImage read(byte[] file) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(file));
    }
}

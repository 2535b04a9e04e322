package io.limn.output.exr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.limn.frame.colour.Chromaticities;
import io.limn.frame.colour.ColourSpace;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.Rate;
import io.limn.frame.plate.TimeCode;
import io.limn.frame.plate.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExrWriterTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 41;

    /** Noise in the upper half, so that some blocks can't be packed; steps below it, and nothing in the last rows. */
    private static float value(int x, int y, Random random) {
        return y < 20 ? random.nextFloat() * 2 - 0.5f : y > 33 ? 0 : x / 10 / 4f;
    }

    @ParameterizedTest
    @EnumSource
    void writtenValuesAreReadBack(Compression compression) {
        ExrHeader header = new ExrHeader(
                -3,
                1001,
                WIDTH,
                HEIGHT,
                2,
                compression,
                List.of(
                        new Channel("soft.A", PixelType.HALF),
                        new Channel("ids.R", PixelType.UINT),
                        new Channel("A.deep", PixelType.FLOAT)),
                List.of());
        assertThat(header.channels()).extracting(Channel::name).containsExactly("A.deep", "ids.R", "soft.A");
        float[][] written = new float[HEIGHT][WIDTH];
        byte[] file;
        ExrWriter writer = new ExrWriter(header);
        Random random = new Random(5);
        int[] ids = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                written[y][x] = value(x, y, random);
                ids[x] = x * 100_000_000;
            }
            if (y <= 33) {
                writer.put(header.indexOf("soft.A"), written[y], 0, WIDTH);
                writer.put(header.indexOf("A.deep"), written[y], 5, WIDTH - 5);
                writer.put(header.indexOf("ids.R"), ids, 0, WIDTH);
            }
            writer.endRow();
        }
        file = writer.finish();

        ExrFile read = ExrFile.read(file);
        assertThat(read.flags()).isZero();
        assertThat(read.channels().keySet()).containsExactly("A.deep", "ids.R", "soft.A");
        assertThat(read.numbers("pixelAspectRatio").getFloat()).isEqualTo(2);
        assertThat(List.of(
                        read.numbers("displayWindow").getInt(0),
                        read.numbers("displayWindow").getInt(4),
                        read.numbers("displayWindow").getInt(8),
                        read.numbers("displayWindow").getInt(12)))
                .containsExactly(-3, 1001, 33, 1041);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int at = y * WIDTH + x;
                boolean set = y <= 33;
                assertThat(read.samples().get("soft.A")[at]).isCloseTo(written[y][x], within(5e-4));
                assertThat(read.samples().get("A.deep")[at])
                        .isEqualTo(set && x >= 5 && x < WIDTH - 5 ? written[y][x] : 0);
                assertThat(read.samples().get("ids.R")[at]).isEqualTo(set ? x * 100_000_000 & 0xFFFFFFFFL : 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void runsAndSamplesOfTheirOwnInAnyOrder(int seed) {
        Random random = new Random(seed);
        int width = 1 + random.nextInt(300);
        ExrHeader header = header(
                width,
                40,
                List.of(
                        new Channel("a.A", PixelType.HALF),
                        new Channel("b.A", PixelType.FLOAT),
                        new Channel("c.A", PixelType.HALF),
                        new Channel("d.A", PixelType.FLOAT)));
        float[] values = {0, 1, 0.5f, 2, 1.00390625f, -0.125f, 0.25f};
        float[][] written = new float[4][40 * width];
        ExrWriter writer = new ExrWriter(header);
        for (int y = 0; y < 40; y++) {
            for (int channel = 0; channel < 4; channel++) {
                float[] row = new float[width];
                for (int x = 0; x < width; ) {
                    int end = Math.min(width, x + random.nextInt(seed * 10));
                    float value = values[random.nextInt(values.length)];
                    boolean same = random.nextBoolean();
                    for (int i = x; i < end; i++) {
                        row[i] = same ? value : values[random.nextInt(values.length)];
                    }
                    switch (same ? random.nextInt(3) : 2) {
                        case 0 -> Arrays.fill(row, x, end, 0);
                        case 1 -> writer.fill(channel, value, x, end);
                        default -> writer.put(channel, row, x, end);
                    }
                    x = end;
                }
                System.arraycopy(row, 0, written[channel], y * width, width);
            }
            writer.endRow();
        }
        ExrFile read = ExrFile.read(writer.finish());
        for (int channel = 0; channel < 4; channel++) {
            double[] samples = read.samples().get(header.channels().get(channel).name());
            for (int i = 0; i < samples.length; i++) {
                assertThat(samples[i]).isEqualTo(written[channel][i]);
            }
        }
    }

    @Test
    void samplesComeFromLeftToRight() {
        ExrWriter writer = new ExrWriter(header(9, 1, List.of(new Channel("a.A", PixelType.HALF))));
        writer.fill(0, 1, 3, 5);
        assertThatThrownBy(() -> writer.fill(0, 1, 4, 6)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyBlockStaysSmall() {
        ExrHeader header = new ExrHeader(
                0, 0, 4096, 2160, 1, Compression.ZIP, List.of(new Channel("a.A", PixelType.HALF)), List.of());
        ExrWriter writer = new ExrWriter(header);
        for (int y = 0; y < 2160; y++) {
            writer.endRow();
        }
        assertThat(writer.finish()).hasSizeLessThan(135 * 800);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x0000",
        "-0.0, 0x8000",
        "1, 0x3C00",
        "0.5, 0x3800",
        "65504, 0x7BFF",
        "65519, 0x7BFF",
        "65520, 0x7C00",
        "-1e9, 0xFC00",
        "0.33325195, 0x3555",
        "6.1035156e-5, 0x0400",
        "5.9604645e-8, 0x0001",
        "2.9802322e-8, 0x0000",
        "8.940697e-8, 0x0002",
        "1.00048828125, 0x3C00",
        "1.00146484375, 0x3C02",
        "Infinity, 0x7C00",
        "NaN, 0x7E00"
    })
    void halvesAreTheNearestAndOfTwoTheEven(float value, String bits) {
        assertThat(Half.bits(value)).isEqualTo(Integer.decode(bits));
    }

    @Test
    void everyHalfFloatRoundTrips() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            double value = ExrFile.half((short) bits);
            if (!Double.isNaN(value)) {
                assertThat(Half.bits((float) value)).isEqualTo(bits);
            }
        }
    }

    @Test
    void attributesHaveTheirTypes() {
        ExrHeader header = header(2, 1, List.of(new Channel("R", PixelType.HALF)))
                .with(List.of(
                        Attribute.text("note", "größer"),
                        Attribute.float32("gain", 1.5f),
                        Attribute.int32("take", -7),
                        Attribute.v2i("corner", 3, -4),
                        Attribute.box2i("crop", 1, 2, 3, 4),
                        Attribute.rational("framesPerSecond", 24000, 1001),
                        Attribute.timeCode("timeCode", 0x01020304, 9),
                        Attribute.chromaticities("chromaticities", 0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329)));
        ExrFile read = ExrFile.read(written(header));
        assertThat(read.types())
                .containsEntry("note", "string")
                .containsEntry("gain", "float")
                .containsEntry("take", "int")
                .containsEntry("corner", "v2i")
                .containsEntry("crop", "box2i")
                .containsEntry("framesPerSecond", "rational")
                .containsEntry("timeCode", "timecode")
                .containsEntry("chromaticities", "chromaticities")
                .containsEntry("software", "string");
        assertThat(read.string("note")).isEqualTo("größer");
        assertThat(read.string("software")).matches("Limn \\d.*");
        assertThat(read.numbers("corner").getInt(4)).isEqualTo(-4);
        assertThat(read.numbers("framesPerSecond").getInt(4)).isEqualTo(1001);
        assertThat(List.copyOf(read.attributes().keySet())).isSorted();
    }

    @Test
    void namesOfMoreThan31CharactersAreAnnounced() {
        assertThat(ExrFile.read(written(header(1, 1, List.of(new Channel("n".repeat(31), PixelType.HALF)))))
                        .flags())
                .isZero();
        assertThat(ExrFile.read(written(header(1, 1, List.of(new Channel("n".repeat(32), PixelType.HALF)))))
                        .flags())
                .isEqualTo(4);
    }

    @Test
    void twoChannelsOfANameAndMissingRowsAreRefused() {
        Channel channel = new Channel("R", PixelType.HALF);
        assertThatThrownBy(() -> header(1, 1, List.of(channel, channel))).hasMessageContaining("'R'");
        ExrWriter writer = new ExrWriter(header(1, 2, List.of(channel)));
        writer.endRow();
        assertThatThrownBy(writer::finish).hasMessage("the file has 2 rows, and 1 were written");
    }

    @Test
    void layerNamesAreFlatAndDistinct() {
        LayerNames names = new LayerNames();
        assertThat(names.of("left-arm.skin")).isEqualTo("left-arm_skin");
        assertThat(names.of("person-1/left-arm")).isEqualTo("person-1_left-arm");
        assertThat(names.of("left-arm/skin")).isEqualTo("left-arm_skin_2");
        assertThat(names.of("person-1-left-arm")).isEqualTo("person-1-left-arm_2");
    }

    private static ExrHeader header(int width, int height, List<Channel> channels) {
        return ExrHeader.of(PlateMetadata.plain(width, height, 8), channels);
    }

    @Test
    void thePlatesMetadataIsCarriedOver() {
        PlateMetadata plate = new PlateMetadata(
                new Window(10, 20, 11, 20),
                new Window(0, 0, 50, 40),
                2,
                16,
                true,
                ColourSpace.ACESCG,
                Optional.of(Chromaticities.BT709),
                Optional.of(new Rate(24000, 1001)),
                Optional.of(new TimeCode(0x10203040, 5)),
                "");
        ExrFile read = ExrFile.read(written(ExrHeader.of(plate, List.of(new Channel("R", PixelType.HALF)))));
        assertThat(read.width()).isEqualTo(2);
        assertThat(read.numbers("displayWindow").getInt()).isEqualTo(10);
        assertThat(read.attributes().get("dataWindow"))
                .isEqualTo(read.attributes().get("displayWindow"));
        assertThat(read.numbers("limn:plateDataWindow").getInt(8)).isEqualTo(50);
        assertThat(read.numbers("pixelAspectRatio").getFloat()).isEqualTo(2);
        assertThat(read.numbers("chromaticities").getFloat(28)).isEqualTo(0.329f);
        assertThat(read.numbers("framesPerSecond").getInt()).isEqualTo(24000);
        assertThat(read.numbers("timeCode").getInt()).isEqualTo(0x10203040);
        assertThat(read.string("limn:plateColourSpace")).isEqualTo("acescg");
    }

    private static byte[] written(ExrHeader header) {
        ExrWriter writer = new ExrWriter(header);
        for (int y = 0; y < header.height(); y++) {
            writer.endRow();
        }
        return writer.finish();
    }
}

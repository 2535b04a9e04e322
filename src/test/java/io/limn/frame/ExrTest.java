package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.limn.frame.colour.Chromaticities;
import io.limn.frame.colour.ColourSpace;
import io.limn.frame.header.FrameFormat;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.frame.plate.PlateOptions;
import io.limn.frame.plate.Rate;
import io.limn.frame.plate.ReadOptions;
import io.limn.frame.plate.TimeCode;
import io.limn.frame.plate.Window;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenEXR by value: what a file holds is what the plate has, and the view is made of that. */
class ExrTest {
    private static final int WIDTH = 45;
    private static final int HEIGHT = 37;
    private static final PlateOptions PLATE = PlateOptions.DEFAULT.withPixels(true);

    private final FrameReader reader = Drawing.reader();

    private static double red(int x, int y) {
        return x / 16.0;
    }

    private static double green(int x, int y) {
        return y / 64.0;
    }

    private static double blue(int x, int y) {
        return (x * 7 + y * 3) % 11 / 8.0 - 0.25;
    }

    private static ExrFile rgb(int width, int height) {
        return ExrFile.of(width, height).rgb("", ExrTest::red, ExrTest::green, ExrTest::blue);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,0", "3,0", "0,16", "3,16", "3,100"})
    void everyPixelOfAPlateEqualsTheFile(int compression, int tile) throws Exception {
        ExrFile file = rgb(WIDTH, HEIGHT).channel("A", ExrFile.HALF, (x, y) -> y < 5 ? 0 : 1);
        if (tile > 0) {
            file.tiled(tile, false);
        }
        Frame frame = reader.open(file.compressed(compression).bytes(), PLATE).decode(() -> {});
        assertPlate(frame, 0);
        assertThat(frame.metadata().floating()).isTrue();
        assertThat(frame.metadata().bits()).isEqualTo(16);
        assertThat(frame.plate().orElseThrow().alpha()).isTrue();
    }

    @Test
    void otherLevelsAreIgnored() throws Exception {
        byte[] mip = rgb(WIDTH, HEIGHT).tiled(16, true).compressed(ExrFile.ZIP).bytes();
        assertPlate(reader.open(mip, PLATE).decode(() -> {}), 0);
        byte[] rip = rgb(WIDTH, HEIGHT).ripped(16).compressed(ExrFile.ZIP).bytes();
        assertPlate(reader.open(rip, PLATE).decode(() -> {}), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"piz.exr", "piz-float.exr", "pxr24.exr", "tiled-piz.exr"})
    void filesOfOtherProgramsAreReadExactly(String name) throws Exception {
        assertPlate(reader.open(Drawing.fixture(name), PLATE).decode(() -> {}), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"b44.exr", "b44a.exr"})
    void blocksHaveTheValuesThatOpenImageIoReads(String name) throws Exception {
        Frame blocks = reader.open(Drawing.fixture(name), PLATE).decode(() -> {});
        byte[] byOther = Drawing.fixture(name.replace(".exr", "-unpacked.exr"));
        Frame expected = reader.open(byOther, PLATE).decode(() -> {});
        float[] row = new float[4 * WIDTH];
        float[] expectedRow = new float[4 * WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            blocks.plate().orElseThrow().row(y, row);
            expected.plate().orElseThrow().row(y, expectedRow);
            assertThat(row).as("row %d", y).containsExactly(expectedRow);
        }
    }

    private static void assertPlate(Frame frame, double tolerance) {
        assertThat(frame.width()).isEqualTo(WIDTH);
        assertThat(frame.height()).isEqualTo(HEIGHT);
        float[] row = new float[4 * WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            frame.plate().orElseThrow().row(y, row);
            for (int x = 0; x < WIDTH; x++) {
                assertThat((double) row[4 * x]).as("red %d,%d", x, y).isEqualTo(red(x, y), within(tolerance));
                assertThat((double) row[4 * x + 1]).as("green %d,%d", x, y).isEqualTo(green(x, y), within(tolerance));
                assertThat((double) row[4 * x + 2]).as("blue %d,%d", x, y).isEqualTo(blue(x, y), within(tolerance));
            }
        }
    }

    @Test
    void theViewOfLightBelowTheKneeIsSrgb() throws Exception {
        Frame frame = reader.read(ExrFile.of(3, 1)
                .rgb("", (x, y) -> x * 0.18, (x, y) -> 0.18, (x, y) -> 0)
                .bytes());
        assertThat(pixel(frame, 1, 0)).containsExactly(118, 118, 0); // a grey card: 0.4613 of 255
        assertThat(pixel(frame, 2, 0)[0]).isEqualTo(162);
    }

    @Test
    void lightAboveWhiteIsCompressedAndNotCutOff() throws Exception {
        Frame frame = reader.read(ExrFile.of(5, 1)
                .rgb("", (x, y) -> 1 << x, (x, y) -> 1 << x, (x, y) -> 1 << x)
                .bytes());
        // 1, 2, 4, 8 and 16 come out as 3/4, 7/8, 15/16, 31/32 and 63/64 of light
        int[] expected = {225, 240, 248, 252, 253};
        for (int x = 0; x < 5; x++) {
            assertThat(pixel(frame, x, 0)[0]).isCloseTo(expected[x], within(1));
        }
    }

    @Test
    void nanInfiniteAndNegativeLightAreMappedToTheView() throws Exception {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 65504, 1e-7};
        for (int type : new int[] {ExrFile.HALF, ExrFile.FLOAT}) {
            byte[] file = ExrFile.of(6, 1)
                    .channel("R", type, (x, y) -> odd[x])
                    .channel("G", type, (x, y) -> odd[x])
                    .channel("B", type, (x, y) -> odd[x])
                    .bytes();
            Frame frame = reader.open(file, PLATE).decode(() -> {});
            int[] expected = {0, 255, 0, 0, 255, 0};
            for (int x = 0; x < 6; x++) {
                assertThat(pixel(frame, x, 0)[0]).as("value %d", x).isEqualTo(expected[x]);
            }
            float[] row = new float[24];
            frame.plate().orElseThrow().row(0, row);
            assertThat(row[0]).isNaN();
            assertThat(row[4]).isEqualTo(Float.POSITIVE_INFINITY);
            assertThat(row[12]).isEqualTo(-1);
        }
    }

    @Test
    void theFrameIsTheDisplayWindow() throws Exception {
        // data reach beyond the display window on the left and end within it on the right
        byte[] file = ExrFile.windows(new int[] {-10, 95, 25, 120}, new int[] {0, 100, 39, 129})
                .rgb("", (x, y) -> x / 64.0, (x, y) -> y / 256.0, (x, y) -> 0.25)
                .compressed(ExrFile.ZIP)
                .bytes();
        Frame frame = reader.open(file, PLATE).decode(() -> {});
        assertThat(frame.width()).isEqualTo(40);
        assertThat(frame.height()).isEqualTo(30);
        assertThat(frame.metadata().displayWindow()).isEqualTo(new Window(0, 100, 39, 129));
        assertThat(frame.metadata().dataWindow()).isEqualTo(new Window(-10, 95, 25, 120));
        float[] row = new float[160];
        frame.plate().orElseThrow().row(7, row);
        assertThat(row[4 * 20]).isEqualTo(20 / 64f);
        assertThat(row[4 * 20 + 1]).isEqualTo(107 / 256f);
        assertThat(row[4 * 26 + 2]).isZero();
        assertThat(pixel(frame, 39, 3)).containsExactly(0, 0, 0);
        assertThat(pixel(frame, 20, 29)).containsExactly(0, 0, 0);
        assertThat(pixel(frame, 20, 20)[2]).isPositive();
    }

    @Test
    void aFrameWithoutDataInItsDisplayWindowIsBlack() throws Exception {
        byte[] file = ExrFile.windows(new int[] {100, 0, 120, 5}, new int[] {0, 0, 9, 9})
                .rgb("", (x, y) -> 1, (x, y) -> 1, (x, y) -> 1)
                .bytes();
        assertThat(reader.read(file).bgr()).containsOnly(0);
    }

    @Test
    void theBeautyIsReadWhereNoLayerIsNamed() throws Exception {
        byte[] file = ExrFile.of(4, 4)
                .rgb("N.", (x, y) -> 0.01, (x, y) -> 0.01, (x, y) -> 0.01)
                .rgb("crypto00.", (x, y) -> 0.02, (x, y) -> 0.02, (x, y) -> 0.02)
                .rgb("ViewLayer.Combined.", (x, y) -> 0.18, (x, y) -> 0.18, (x, y) -> 0.18)
                .channel("Z", ExrFile.FLOAT, (x, y) -> 7)
                .bytes();
        Frame frame = reader.read(file);
        assertThat(frame.metadata().layer()).isEqualTo("ViewLayer.Combined");
        assertThat(pixel(frame, 0, 0)).containsExactly(118, 118, 118);
    }

    @Test
    void aNamedLayerIsRead() throws Exception {
        byte[] file = rgb(4, 4)
                .rgb("spec.", (x, y) -> 0.18, (x, y) -> 0.18, (x, y) -> 0.18)
                .bytes();
        assertThat(pixel(reader.read(file), 0, 0)[0]).isZero();
        Frame frame = reader.open(file, layer("spec")).decode(() -> {});
        assertThat(pixel(frame, 0, 0)[0]).isEqualTo(118);
        assertRefused(() -> reader.open(file, layer("speck")).decode(() -> {}), Reason.UNSUPPORTED, "spec");
    }

    @Test
    void theFirstColourPartIsRead() throws Exception {
        byte[] file = ExrFile.parts(
                ExrFile.of(4, 4)
                        .channel("Z", ExrFile.FLOAT, (x, y) -> 1)
                        .attribute("name", "string", ExrFile.text("depth")),
                rgb(4, 4).attribute("name", "string", ExrFile.text("rgba")).compressed(ExrFile.ZIPS),
                ExrFile.of(4, 4)
                        .rgb("", (x, y) -> 0.18, (x, y) -> 0.18, (x, y) -> 0.18)
                        .attribute("name", "string", ExrFile.text("spec"))
                        .tiled(4, false));
        Frame frame = reader.read(file);
        assertThat(frame.metadata().layer()).isEqualTo("rgba");
        assertThat(pixel(reader.open(file, layer("spec")).decode(() -> {}), 3, 3)[0])
                .isEqualTo(118);
    }

    @Test
    void luminanceAndChromaAreOnePicture() throws Exception {
        double[] rgb = {0.4, 0.2, 0.1};
        double[] w = Chromaticities.BT709.luminance();
        double luminance = w[0] * rgb[0] + w[1] * rgb[1] + w[2] * rgb[2];
        byte[] file = ExrFile.of(9, 7)
                .channel("Y", ExrFile.FLOAT, (x, y) -> luminance)
                .channel("RY", ExrFile.FLOAT, 2, 2, (x, y) -> rgb[0] / luminance - 1)
                .channel("BY", ExrFile.FLOAT, 2, 2, (x, y) -> rgb[2] / luminance - 1)
                .bytes();
        Frame frame = reader.open(file, PLATE).decode(() -> {});
        float[] row = new float[36];
        for (int y = 0; y < 7; y++) {
            frame.plate().orElseThrow().row(y, row);
            for (int x = 0; x < 9; x++) {
                for (int c = 0; c < 3; c++) {
                    assertThat((double) row[4 * x + c]).isEqualTo(rgb[c], within(1e-6));
                }
            }
        }
    }

    @Test
    void luminanceAloneIsGrey() throws Exception {
        byte[] file = ExrFile.of(2, 2).channel("Y", ExrFile.UINT, (x, y) -> x).bytes();
        assertThat(pixel(reader.read(file), 1, 1)).containsExactly(225, 225, 225);
        assertThat(pixel(reader.read(file), 0, 1)).containsExactly(0, 0, 0);
    }

    @Test
    void metadataAreCarried() throws Exception {
        byte[] file = rgb(8, 4)
                .squeezed(2)
                .attribute("framesPerSecond", "rational", ExrFile.ints(24000, 1001))
                .attribute("timeCode", "timecode", ExrFile.ints(0x01020304, 5))
                .attribute(
                        "chromaticities",
                        "chromaticities",
                        ExrFile.floats(0.713, 0.293, 0.165, 0.830, 0.128, 0.044, 0.32168, 0.33767))
                .bytes();
        Frame frame = reader.read(file);
        assertThat(frame.metadata().rate()).contains(new Rate(24000, 1001));
        assertThat(frame.metadata().timeCode()).contains(new TimeCode(0x01020304, 5));
        assertThat(frame.metadata().colour()).isEqualTo(ColourSpace.ACESCG);
        assertThat(frame.metadata().pixelAspect()).isEqualTo(2);
        assertThat(frame.width()).isEqualTo(8);
        assertThat(frame.shownWidth()).isEqualTo(16);
        assertThat(frame.plate()).as("not asked for").isEmpty();
    }

    @Test
    void chromaticitiesCount() throws Exception {
        ExrFile grey = ExrFile.of(2, 2).rgb("", (x, y) -> 0.18, (x, y) -> 0.18, (x, y) -> 0.18);
        ExrFile red = ExrFile.of(2, 2).rgb("", (x, y) -> 0.18, (x, y) -> 0, (x, y) -> 0);
        byte[] ap0 = ExrFile.floats(0.7347, 0.2653, 0, 1, 0.0001, -0.077, 0.32168, 0.33767);
        assertThat(pixel(
                        reader.read(grey.attribute("chromaticities", "chromaticities", ap0)
                                .bytes()),
                        0,
                        0))
                .containsExactly(118, 118, 118);
        // 2.52169 times as much red, by ACES2065-1 to sRGB of Academy TB-2014-004 with Bradford adaptation
        assertThat(pixel(
                        reader.read(red.attribute("chromaticities", "chromaticities", ap0)
                                .bytes()),
                        0,
                        0)[0])
                .isCloseTo(180, within(1));
    }

    @Test
    void exposureAndSpaceOfARequestChangeTheViewAlone() throws Exception {
        byte[] file = ExrFile.of(2, 2)
                .rgb("", (x, y) -> 0.09, (x, y) -> 0.09, (x, y) -> 0.09)
                .bytes();
        PlateOptions brighter = new PlateOptions(new ReadOptions("acescg", 1.0, null), true);
        Frame frame = reader.open(file, brighter).decode(() -> {});
        assertThat(pixel(frame, 0, 0)).containsExactly(118, 118, 118);
        float[] row = new float[8];
        frame.plate().orElseThrow().row(0, row);
        assertThat(row[0]).isEqualTo(0.09f, within(1e-4f));
    }

    @Test
    void unsupportedFeaturesAreNamed() {
        byte[] deep = rgb(4, 4).bytes();
        deep[5] |= 0x08;
        assertRefused(() -> reader.open(deep), Reason.UNSUPPORTED, "deep data");
        byte[] dwaa = rgb(4, 4).compressed(8).bytes();
        assertRefused(() -> reader.read(dwaa), Reason.UNSUPPORTED, "DWAA");
        byte[] depth = ExrFile.of(4, 4).channel("Z", ExrFile.FLOAT, (x, y) -> 1).bytes();
        assertRefused(() -> reader.open(depth), Reason.UNSUPPORTED, "Its channels are: Z");
        byte[] unknown = rgb(4, 4).compressed(17).bytes();
        assertRefused(() -> reader.open(unknown), Reason.UNSUPPORTED, "compression number 17");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aFileCutOffAnywhereIsRefused(int compression) {
        byte[] file = rgb(WIDTH, HEIGHT).compressed(compression).bytes();
        for (int size = 8; size < file.length; size += 1 + size / 40) {
            byte[] cut = Arrays.copyOf(file, size);
            assertThatThrownBy(() -> reader.read(cut))
                    .isInstanceOf(FrameRejectedException.class)
                    .hasMessageEndingWith(".");
        }
    }

    @Test
    void moreChannelsThanAreReadAreCounted() {
        ExrFile many = rgb(1, 1);
        for (int i = 0; i < 1022; i++) {
            many.channel("x" + i, ExrFile.HALF, (x, y) -> 0);
        }
        byte[] file = many.bytes();
        assertRefused(() -> reader.read(file), Reason.UNSUPPORTED, "more than 1024 channels");
    }

    @Test
    void anUnfinishedFileIsRefused() {
        byte[] file = rgb(4, 4).bytes();
        int offsets = file.length - 4 * (8 + 4 * 6) - 32;
        Arrays.fill(file, offsets + 24, offsets + 32, (byte) 0);
        assertRefused(() -> reader.read(file), Reason.DAMAGED, "incomplete");
    }

    @Test
    void falseClaimsAreRefusedBeforeMemoryIsAllocated() {
        byte[] wide = rgb(4, 4).bytes();
        byte[] chunks = ExrFile.windows(new int[] {0, 0, 1 << 29, 3}, new int[] {0, 0, 3, 3})
                .attribute("x", "int", ExrFile.ints(1))
                .channelsOnly()
                .bytes();
        assertThat(wide).isNotEmpty();
        assertRefused(() -> reader.open(chunks), Reason.UNSUPPORTED, "MiB");
        byte[] many = ExrFile.windows(new int[] {0, 0, 3, 3}, new int[] {0, 0, 1 << 20, 1 << 20})
                .rgb("", ExrTest::red, ExrTest::green, ExrTest::blue)
                .bytes();
        assertRefused(() -> reader.open(many), Reason.TOO_MANY_PIXELS, "1048577x1048577");
        assertThat(reader).extracting(r -> FrameFormat.EXR.mediaType()).isEqualTo("image/x-exr");
    }

    private static PlateOptions layer(String name) {
        return new PlateOptions(new ReadOptions(null, null, name), false);
    }

    private static int[] pixel(Frame frame, int x, int y) {
        int at = (y * frame.width() + x) * 3;
        return new int[] {frame.bgr()[at + 2] & 0xFF, frame.bgr()[at + 1] & 0xFF, frame.bgr()[at] & 0xFF};
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason, String fragment) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(fragment);
    }
}

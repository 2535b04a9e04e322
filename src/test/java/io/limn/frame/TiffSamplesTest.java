package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a TIFF says of its samples is what is read. */
class TiffSamplesTest {
    private static final int WIDTH = Drawing.WIDTH;
    private static final int HEIGHT = Drawing.HEIGHT;
    private static final int[] COLOURS = {Drawing.RED, Drawing.GREEN, Drawing.BLUE, Drawing.GREY};

    private final FrameReader reader = Drawing.reader();

    /** Samples of a pixel, each 0..255. */
    private interface Pixel {
        int[] at(int x, int y);
    }

    private static int colour(int x, int y) {
        return COLOURS[x * 2 / WIDTH + y * 2 / HEIGHT * 2];
    }

    private static int[] rgb(int x, int y, int... more) {
        int colour = colour(x, y);
        int[] samples = new int[3 + more.length];
        samples[0] = colour >> 16 & 0xFF;
        samples[1] = colour >> 8 & 0xFF;
        samples[2] = colour & 0xFF;
        System.arraycopy(more, 0, samples, 3, more.length);
        return samples;
    }

    private static byte[] interleaved(Pixel pixel) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int sample : pixel.at(x, y)) {
                    out.write(sample);
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] plane(Pixel pixel, int band) {
        return interleaved((x, y) -> new int[] {pixel.at(x, y)[band]});
    }

    private static long[] eights(int bands) {
        long[] bits = new long[bands];
        Arrays.fill(bits, 8);
        return bits;
    }

    private static TiffFile.Page rgbWith(int bands) {
        return TiffFile.rgb(WIDTH, HEIGHT).shorts(258, eights(bands)).shorts(277, bands);
    }

    @ParameterizedTest
    @CsvSource({"1,none", "1,0", "2,0 0", "3,0 0 0", "5,0 0 0 0 0", "2,2 0", "2,0 2", "4,2 0 0 0"})
    void extraChannelsDoNotShiftTheColours(int more, String kinds) throws Exception {
        int[] extra = new int[more];
        for (int i = 0; i < more; i++) {
            extra[i] = 10 * (i + 1);
        }
        long[] said = kinds.equals("none")
                ? new long[0]
                : Arrays.stream(kinds.split(" ")).mapToLong(Long::parseLong).toArray();
        for (int i = 0; i < said.length; i++) {
            extra[i] = said[i] == 2 ? 255 : extra[i];
        }
        Pixel pixel = (x, y) -> rgb(x, y, extra);
        TiffFile.Page page = rgbWith(3 + more).block(interleaved(pixel));
        TiffFile.Page planar = rgbWith(3 + more).shorts(284, 2);
        for (int band = 0; band < 3 + more; band++) {
            planar.block(plane(pixel, band));
        }
        if (said.length > 0) {
            page.shorts(338, said);
            planar.shorts(338, said);
        }
        Drawing.assertDrawn(reader.read(TiffFile.of(page)), 0);
        Drawing.assertDrawn(reader.read(TiffFile.of(planar)), 0);
    }

    @Test
    void unassociatedAlphaIsLaidOverBlackAndAssociatedAlphaIsThereAlready() throws Exception {
        byte[] straight = interleaved((x, y) -> rgb(x, y, 0x80));
        Frame unassociated = reader.read(TiffFile.of(rgbWith(4).shorts(338, 2).block(straight)));
        Drawing.assertQuarters(unassociated, 1, 0x64140F, 0x0F501E, 0x141E5F, 0x404040);

        byte[] multiplied = interleaved((x, y) -> {
            int[] samples = rgb(x, y, 0x80);
            for (int i = 0; i < 3; i++) {
                samples[i] = samples[i] * 0x80 / 255;
            }
            return samples;
        });
        Frame associated = reader.read(TiffFile.of(rgbWith(4).shorts(338, 1).block(multiplied)));
        Drawing.assertQuarters(associated, 1, 0x64140F, 0x0F501E, 0x141E5F, 0x404040);
    }

    @Test
    void greyWithFurtherChannelsIsGrey() throws Exception {
        byte[] samples = interleaved((x, y) -> new int[] {colour(x, y) & 0xFF, 77, 99});
        TiffFile.Page page = TiffFile.page(WIDTH, HEIGHT)
                .shorts(258, 8, 8, 8)
                .shorts(259, 1)
                .shorts(262, 1)
                .shorts(277, 3)
                .shorts(338, 0, 0)
                .block(samples);
        Drawing.assertQuarters(reader.read(TiffFile.of(page)), 0, 0x1E1E1E, 0x3C3C3C, 0xBEBEBE, 0x808080);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cmykIsConvertedByItsInks(boolean planar) throws Exception {
        Pixel pixel = (x, y) -> {
            int[] rgb = rgb(x, y);
            return new int[] {255 - rgb[0], 255 - rgb[1], 255 - rgb[2], 0, 200};
        };
        TiffFile.Page page = TiffFile.page(WIDTH, HEIGHT)
                .shorts(258, eights(5))
                .shorts(259, 1)
                .shorts(262, 5)
                .shorts(277, 5)
                .shorts(338, 0);
        if (planar) {
            page.shorts(284, 2);
            for (int band = 0; band < 5; band++) {
                page.block(plane(pixel, band));
            }
        } else {
            page.block(interleaved(pixel));
        }
        Drawing.assertDrawn(reader.read(TiffFile.of(page)), 0);
    }

    @ParameterizedTest
    @CsvSource({"II,1", "MM,1", "II,2", "MM,2"})
    void sixteenBitsAreReadInEitherOrderWithEitherPredictor(String order, int predictor) throws Exception {
        ByteOrder bytes = order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer row = ByteBuffer.allocate(WIDTH * HEIGHT * 6).order(bytes);
        for (int y = 0; y < HEIGHT; y++) {
            int[] left = new int[3];
            for (int x = 0; x < WIDTH; x++) {
                int[] rgb = rgb(x, y);
                for (int i = 0; i < 3; i++) {
                    int value = rgb[i] * 257;
                    row.putShort((short) (predictor == 2 ? value - left[i] : value));
                    left[i] = value;
                }
            }
        }
        TiffFile.Page page = TiffFile.rgb(WIDTH, HEIGHT)
                .shorts(258, 16, 16, 16)
                .shorts(259, 8)
                .shorts(317, predictor)
                .block(deflated(row.array()));
        Drawing.assertDrawn(reader.read(new TiffFile(bytes).with(page).bytes()), 0);
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length + 1000];
        int size = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, size);
    }

    @Test
    void tilesAreCutAtTheEdges() throws Exception {
        TiffFile.Page page =
                TiffFile.rgb(WIDTH, HEIGHT).longs(322, 32).longs(323, 32).without(278);
        for (int left = 0; left < WIDTH; left += 32) {
            ByteArrayOutputStream tile = new ByteArrayOutputStream();
            for (int y = 0; y < 32; y++) {
                for (int x = left; x < left + 32; x++) {
                    int[] rgb = x < WIDTH ? rgb(x, y) : new int[] {1, 2, 3};
                    for (int sample : rgb) {
                        tile.write(sample);
                    }
                }
            }
            page.block(tile.toByteArray());
        }
        Drawing.assertDrawn(reader.read(TiffFile.of(page)), 0);
    }

    @Test
    void labIsReadAsItsColours() throws Exception {
        // L* 53.4, a* 0, b* 0 is the middle grey of sRGB; L* 87.7, a* -86, b* 83 its green (CIE 15, D50 adapted)
        byte[] samples = interleaved((x, y) -> x < WIDTH / 2 ? new int[] {137, 0, 0} : new int[] {224, -79, 81});
        TiffFile.Page page = TiffFile.rgb(WIDTH, HEIGHT).shorts(262, 8).block(samples);
        Frame frame = reader.read(TiffFile.of(page));
        Drawing.assertPixel(frame, 4, 4, 2, 0x808080);
        Drawing.assertPixel(frame, 44, 4, 12, 0x00FF00);
    }

    @Test
    void aProfileIsAppliedToRgbAndGrey() throws Exception {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        TiffFile.Page page = rgbWith(3).bytes(34675, linear).block(interleaved((x, y) -> rgb(x, y)));
        Drawing.assertPixel(reader.read(TiffFile.of(page)), 36, 24, 1, 0xBCBCBC); // half the light is 188

        byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData(); // gamma 1.0
        TiffFile.Page greyPage = TiffFile.page(WIDTH, HEIGHT)
                .shorts(258, 8)
                .shorts(259, 1)
                .shorts(262, 1)
                .shorts(277, 1)
                .bytes(34675, grey)
                .block(interleaved((x, y) -> new int[] {128}));
        Drawing.assertPixel(reader.read(TiffFile.of(greyPage)), 36, 24, 2, 0xBCBCBC);
    }

    @ParameterizedTest
    @CsvSource({"254,1", "254,4", "255,2"})
    void aThumbnailOrMaskInFrontIsNotThePicture(int tag, int kind) throws Exception {
        TiffFile.Page small = TiffFile.rgb(2, 1).block(new byte[6]).longs(tag, kind);
        TiffFile.Page picture = TiffFile.rgb(WIDTH, HEIGHT).block(interleaved((x, y) -> rgb(x, y)));
        byte[] file =
                new TiffFile(ByteOrder.BIG_ENDIAN).with(small).with(picture).bytes();

        Drawing.assertDrawn(reader.read(file), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "34925,LZMA",
        "50000,Zstandard",
        "50001,WebP",
        "34712,JPEG 2000",
        "34887,LERC",
        "32809,ThunderScan",
        "34676,SGI LogLuv",
        "22610,JPEG XR",
        "34933,PNG",
        "60606,number 60606"
    })
    void anUnsupportedCompressionIsNamed(int code, String name) {
        byte[] file = TiffFile.of(TiffFile.rgb(WIDTH, HEIGHT).shorts(259, code).block(new byte[64]));
        assertRefused(file, Reason.UNSUPPORTED, name);
    }

    @Test
    void unsupportedKindsOfSamplesAreNamed() {
        TiffFile.Page half = TiffFile.rgb(WIDTH, HEIGHT).shorts(258, 16, 16, 16).shorts(339, 3, 3, 3);
        assertRefused(TiffFile.of(half.block(new byte[64])), Reason.UNSUPPORTED, "floating-point samples of 16 bits");
        TiffFile.Page signed = TiffFile.rgb(WIDTH, HEIGHT).shorts(339, 2, 2, 2);
        assertRefused(TiffFile.of(signed.block(new byte[64])), Reason.UNSUPPORTED, "signed");
        TiffFile.Page mixed = TiffFile.rgb(WIDTH, HEIGHT).shorts(258, 5, 6, 5);
        assertRefused(TiffFile.of(mixed.block(new byte[64])), Reason.UNSUPPORTED, "[5, 6, 5]");
        TiffFile.Page depth = TiffFile.rgb(WIDTH, HEIGHT).shorts(262, 51177);
        assertRefused(TiffFile.of(depth.block(new byte[64])), Reason.UNSUPPORTED, "depth map");
        TiffFile.Page floatAlpha =
                rgbWith(4).shorts(258, 16, 16, 16, 16).shorts(338, 2).shorts(339, 1, 1, 1, 3);
        assertRefused(TiffFile.of(floatAlpha.block(new byte[64])), Reason.UNSUPPORTED, "floating-point");
        TiffFile.Page sensor = TiffFile.rgb(WIDTH, HEIGHT).shorts(262, 32803);
        assertRefused(TiffFile.of(sensor.block(new byte[64])), Reason.UNSUPPORTED, "camera's sensor");
    }

    @Test
    void stripsThatAllLieOnTheSameBytesAreRefused() {
        TiffFile.Page page = TiffFile.rgb(WIDTH, HEIGHT).shorts(259, 8).longs(278, 1);
        byte[] strip = new byte[4000];
        for (int i = 0; i < HEIGHT; i++) {
            page.block(strip);
        }
        byte[] file = TiffFile.of(page);
        assertRefused(file, Reason.DAMAGED, "on top of each other");
    }

    private void assertRefused(byte[] file, Reason reason, String fragment) {
        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(fragment);
    }
}

package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YCbCr in a TIFF is read as its tags define it, however it is subsampled and cut. */
class TiffYccTest {
    private static final int WIDTH = Drawing.WIDTH;
    private static final int HEIGHT = Drawing.HEIGHT;
    private static final double[] BT601 = {0.299, 0.587, 0.114};
    private static final double[] BT709 = {0.2126, 0.7152, 0.0722};
    private static final long[] STUDIO = {16, 1, 235, 1, 128, 1, 240, 1, 128, 1, 240, 1};

    private final FrameReader reader = Drawing.reader();

    /** Y, Cb and Cr of a pixel of the drawing, Y from {@code black} to {@code white}, chroma of {@code chroma} steps each way. */
    private static int[] ycc(int x, int y, double[] luma, int black, int white, int chroma) {
        int colour =
                switch (x * 2 / WIDTH + y * 2 / HEIGHT * 2) {
                    case 0 -> Drawing.RED;
                    case 1 -> Drawing.GREEN;
                    case 2 -> Drawing.BLUE;
                    default -> Drawing.GREY;
                };
        double red = colour >> 16 & 0xFF;
        double green = colour >> 8 & 0xFF;
        double blue = colour & 0xFF;
        double grey = luma[0] * red + luma[1] * green + luma[2] * blue;
        return new int[] {
            (int) Math.round(black + grey * (white - black) / 255),
            (int) Math.round(128 + (blue - grey) / (2 - 2 * luma[2]) * chroma / 127),
            (int) Math.round(128 + (red - grey) / (2 - 2 * luma[0]) * chroma / 127)
        };
    }

    private static int[] full(int x, int y) {
        return ycc(Math.min(x, WIDTH - 1), Math.min(y, HEIGHT - 1), BT601, 0, 255, 127);
    }

    private interface Pixel {
        int[] at(int x, int y);
    }

    private static byte[] units(int left, int top, int width, int height, int across, int down, Pixel pixel) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int y = top; y < top + height; y += down) {
            for (int x = left; x < left + width; x += across) {
                for (int i = 0; i < across * down; i++) {
                    out.write(pixel.at(x + i % across, y + i / across)[0]);
                }
                out.write(pixel.at(x, y)[1]);
                out.write(pixel.at(x, y)[2]);
            }
        }
        return out.toByteArray();
    }

    private static TiffFile.Page page(int across, int down) {
        return TiffFile.rgb(WIDTH, HEIGHT).shorts(262, 6).shorts(530, across, down);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "2,2", "1,2", "4,1", "4,2", "4,4", "2,4"})
    void stripsAreReadWithEverySubsampling(int across, int down) throws Exception {
        TiffFile.Page page = page(across, down).longs(278, 8);
        for (int top = 0; top < HEIGHT; top += 8) {
            page.block(units(0, top, WIDTH, 8, across, down, TiffYccTest::full));
        }
        Drawing.assertDrawn(reader.read(TiffFile.of(page)), 2);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "4,2"})
    void tilesAreCutAtTheEdges(int across, int down) throws Exception {
        TiffFile.Page page = page(across, down).longs(322, 32).longs(323, 32).without(278);
        page.block(units(0, 0, 32, 32, across, down, TiffYccTest::full));
        page.block(units(32, 0, 32, 32, across, down, TiffYccTest::full));
        Drawing.assertDrawn(reader.read(TiffFile.of(page)), 2);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2"})
    void planesOfChromaAreSmaller(int across, int down) throws Exception {
        TiffFile.Page page = page(across, down).shorts(284, 2);
        for (int band = 0; band < 3; band++) {
            ByteArrayOutputStream plane = new ByteArrayOutputStream();
            for (int y = 0; y < HEIGHT; y += band == 0 ? 1 : down) {
                for (int x = 0; x < WIDTH; x += band == 0 ? 1 : across) {
                    plane.write(full(x, y)[band]);
                }
            }
            page.block(plane.toByteArray());
        }
        Drawing.assertDrawn(reader.read(TiffFile.of(page)), 2);
    }

    @Test
    void referenceBlackAndWhiteAndCoefficientsCount() throws Exception {
        byte[] samples = units(0, 0, WIDTH, HEIGHT, 2, 2, (x, y) -> ycc(x, y, BT709, 16, 235, 112));
        TiffFile.Page page = page(2, 2)
                .rationals(529, 2126, 10_000, 7152, 10_000, 722, 10_000)
                .rationals(532, STUDIO)
                .block(samples);
        Drawing.assertDrawn(reader.read(TiffFile.of(page)), 2);
    }

    @Test
    void coloursWithoutWhiteAndPredictedUnitsAreRefused() {
        byte[] samples = units(0, 0, WIDTH, HEIGHT, 2, 2, TiffYccTest::full);
        long[] flat = {128, 1, 128, 1, 128, 1, 255, 1, 128, 1, 255, 1};
        assertRefused(page(2, 2).rationals(532, flat).block(samples), Reason.DAMAGED, "no white");
        long[] endless = {0, 0, 255, 0, 128, 1, 255, 1, 128, 1, 255, 1};
        assertRefused(page(2, 2).rationals(532, endless).block(samples), Reason.DAMAGED, "no white");
        assertRefused(page(3, 1).block(samples), Reason.UNSUPPORTED, "3x1 pixels");
        assertRefused(page(2, 2).shorts(259, 5).shorts(317, 2).block(samples), Reason.UNSUPPORTED, "predictor");
    }

    private void assertRefused(TiffFile.Page page, Reason reason, String fragment) {
        assertThatThrownBy(() -> reader.read(TiffFile.of(page)))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(reason))
                .hasMessageContaining(fragment);
    }
}

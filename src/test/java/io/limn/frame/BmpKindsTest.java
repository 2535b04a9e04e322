package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BMPs that the JDK's writer does not write. */
class BmpKindsTest {
    private static final int[] COLOURS = {Drawing.RED, Drawing.GREEN, Drawing.BLUE, Drawing.GREY};

    private final FrameReader reader = Drawing.reader();

    /** File header, a header of this size, masks, a palette of the four colours where there are indices, then the pixels. */
    private static byte[] bmp(int header, int height, int bits, int compression, int[] masks, byte[] pixels) {
        ByteBuffer out =
                ByteBuffer.allocate(14 + header + 16 + 64 + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'B').put((byte) 'M').putInt(0).putInt(0).putInt(0);
        out.putInt(header)
                .putInt(Drawing.WIDTH)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) bits);
        out.putInt(compression)
                .putInt(pixels.length)
                .putInt(0)
                .putInt(0)
                .putInt(bits <= 8 ? 4 : 0)
                .putInt(0);
        for (int mask : masks) {
            out.putInt(mask);
        }
        out.position(Math.max(out.position(), 14 + header));
        if (bits <= 8) {
            for (int colour : COLOURS) {
                out.putInt(colour);
            }
        }
        out.putInt(10, out.position());
        return Arrays.copyOf(out.put(pixels).array(), out.position());
    }

    private static int quarter(int x, int y) {
        return x * 2 / Drawing.WIDTH + y * 2 / Drawing.HEIGHT * 2;
    }

    private static byte[] values(int bytes, boolean topDown, IntUnaryOperator value) {
        ByteBuffer out =
                ByteBuffer.allocate(Drawing.WIDTH * Drawing.HEIGHT * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < Drawing.HEIGHT; row++) {
            int y = topDown ? row : Drawing.HEIGHT - 1 - row;
            for (int x = 0; x < Drawing.WIDTH; x++) {
                int pixel = value.applyAsInt(quarter(x, y));
                for (int i = 0; i < bytes; i++) {
                    out.put((byte) (pixel >> 8 * i));
                }
            }
        }
        return out.array();
    }

    @ParameterizedTest
    @CsvSource({"40,false", "40,true", "108,false", "124,true"})
    void thirtyTwoBitsWithoutAnAlphaMaskHaveNoAlpha(int header, boolean topDown) throws Exception {
        byte[] pixels = values(4, topDown, i -> COLOURS[i] | 0x11000000);
        int height = topDown ? -Drawing.HEIGHT : Drawing.HEIGHT;
        Drawing.assertDrawn(reader.read(bmp(header, height, 32, 0, new int[0], pixels)), 0);
    }

    @Test
    void theAlphaMaskOfEveryHeaderVersionIsUsed() throws Exception {
        int[] masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000};
        byte[] pixels = values(4, false, i -> COLOURS[i] | 0x80000000);
        for (int header : new int[] {56, 108, 124}) {
            Frame frame = reader.read(bmp(header, Drawing.HEIGHT, 32, 3, masks, pixels));
            Drawing.assertQuarters(frame, 1, 0x64140F, 0x0F501E, 0x141E5F, 0x404040);
        }
        Drawing.assertQuarters(
                reader.read(bmp(40, Drawing.HEIGHT, 32, 6, masks, pixels)), 1, 0x64140F, 0x0F501E, 0x141E5F, 0x404040);
    }

    @Test
    void colourMasksOfAnyWidthAreScaledToFullRange() throws Exception {
        int[] masks = {0xF800, 0x7E0, 0x1F};
        byte[] pixels = values(
                2, false, i -> (COLOURS[i] >> 19 & 31) << 11 | (COLOURS[i] >> 10 & 63) << 5 | COLOURS[i] >> 3 & 31);
        Drawing.assertDrawn(reader.read(bmp(40, Drawing.HEIGHT, 16, 3, masks, pixels)), 8);
    }

    @ParameterizedTest
    @CsvSource({"8,1", "4,2"})
    void runsAreReadAndPixelsThatAreSkippedHaveTheFirstColour(int bits, int compression) throws Exception {
        ByteBuffer runs = ByteBuffer.allocate(6 * Drawing.HEIGHT);
        for (int row = 0; row < Drawing.HEIGHT; row++) {
            int left = quarter(0, Drawing.HEIGHT - 1 - row);
            int right = left + 1;
            runs.put((byte) 24).put((byte) (bits == 8 ? left : left * 17));
            if (row == Drawing.HEIGHT - 1) {
                runs.put(new byte[] {0, 1}); // the end comes half a row early
            } else {
                runs.put((byte) 24).put((byte) (bits == 8 ? right : right * 17)).put(new byte[] {0, 0});
            }
        }
        byte[] pixels = Arrays.copyOf(runs.array(), runs.position());
        Frame frame = reader.read(bmp(40, Drawing.HEIGHT, bits, compression, new int[0], pixels));
        Drawing.assertDrawn(frame, 0);
        Drawing.assertPixel(frame, 40, 0, 0, Drawing.RED);
    }

    @Test
    void runsPastARowsEndAreNotDrawnHoweverMany() {
        byte[] runs = new byte[18 << 20]; // more than 2^31 pixels
        Arrays.fill(runs, (byte) 0xFF);
        byte[] file = bmp(40, Drawing.HEIGHT, 8, 1, new int[0], runs);
        assertThatThrownBy(() -> reader.read(file)).hasMessageContaining("cut off");
    }

    @Test
    void truncatedRunsAreATruncatedFile() {
        byte[] file = bmp(40, Drawing.HEIGHT, 8, 1, new int[0], new byte[] {24, 0, 24, 1, 0, 0});
        assertThatThrownBy(() -> reader.read(file)).hasMessageContaining("cut off");
    }
}

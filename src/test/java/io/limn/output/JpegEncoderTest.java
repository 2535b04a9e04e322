package io.limn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.codec.Leptonica;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JpegEncoderTest {
    private static final int WIDTH = 301;
    private static final int HEIGHT = 67;

    /** A slope in each channel, which both codecs keep closely. */
    private static void slope(int y, byte[] row) {
        for (int x = 0; x < row.length / 3; x++) {
            row[3 * x] = (byte) (x * 255 / WIDTH);
            row[3 * x + 1] = (byte) (y * 255 / HEIGHT);
            row[3 * x + 2] = (byte) (255 - x * 255 / WIDTH);
        }
    }

    @Test
    void theJdksWriterKeepsThePicture() throws Exception {
        assertSlope(new JdkJpegEncoder().encode(WIDTH, HEIGHT, JpegEncoderTest::slope, 95));
    }

    @Test
    void libjpegTurboKeepsThePictureAndGivesTheSameBytesFromEveryThread() throws Exception {
        assumeTrue(Leptonica.available(), "libjpeg-turbo's library is not there for this platform");
        JpegEncoder turbo = new TurboJpegEncoder();
        byte[] once = turbo.encode(WIDTH, HEIGHT, JpegEncoderTest::slope, 95);

        assertSlope(once);
        List<byte[]> many = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> turbo.encode(WIDTH, HEIGHT, JpegEncoderTest::slope, 95))
                .toList();
        assertThat(many).allSatisfy(bytes -> assertThat(bytes).isEqualTo(once));
    }

    /** Stripes one pixel wide, of two colours of the same luminance: half-size chroma would make them one colour. */
    private static void stripes(int y, byte[] row) {
        for (int x = 0; x < row.length; x++) {
            row[x] = (byte) (x / 3 % 2 == 1 ? x % 3 == 0 ? 0x32 : 0x6E : x % 3 == 0 ? 0xC8 : 0x32);
        }
    }

    @Test
    void chromaHasTheSizeOfThePicture() throws Exception {
        assertStripes(new JdkJpegEncoder().encode(64, 16, JpegEncoderTest::stripes, 95));
    }

    @Test
    void chromaOfLibjpegTurboHasTheSizeOfThePicture() throws Exception {
        assumeTrue(Leptonica.available(), "libjpeg-turbo's library is not there for this platform");
        assertStripes(new TurboJpegEncoder().encode(64, 16, JpegEncoderTest::stripes, 95));
    }

    static List<JpegEncoder> encoders() {
        return Leptonica.available()
                ? List.of(new JdkJpegEncoder(), new TurboJpegEncoder())
                : List.of(new JdkJpegEncoder());
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void aPictureInStripsHasTheSamePixels(JpegEncoder encoder) throws Exception {
        byte[] whole = encoder.encode(WIDTH, HEIGHT, JpegEncoderTest::slope, 95);
        byte[] strips = new StripedJpegEncoder(encoder, 8 * WIDTH)
                .encode(WIDTH, HEIGHT, JpegEncoderTest::slope, 95); // nine of them
        assertThat(strips).isNotEqualTo(whole);
        int[] expected = ImageIO.read(new ByteArrayInputStream(whole)).getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
        assertThat(ImageIO.read(new ByteArrayInputStream(strips)).getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
                .isEqualTo(expected);
    }

    @Test
    void encodingStopsOnceRowsFail() {
        AtomicInteger begun = new AtomicInteger();
        JpegEncoder counted = (width, height, rows, quality) -> {
            begun.incrementAndGet();
            return new JdkJpegEncoder().encode(width, height, rows, quality);
        };
        assertThatThrownBy(() -> new StripedJpegEncoder(counted, 16 * WIDTH)
                        .encode(
                                WIDTH,
                                HEIGHT,
                                (y, row) -> {
                                    if (y == 20) {
                                        throw new CancellationException("nobody waits");
                                    }
                                },
                                95))
                .isInstanceOf(CancellationException.class);
        assertThat(begun).as("strips of 8 rows").hasValue(3);
    }

    @Test
    void aStripHasNoMoreBlocksThanARestartIntervalMay() {
        assertThat(JpegStrips.rows(65_500, 1 << 22)).isEqualTo(64);
        assertThat(JpegStrips.rows(1000, Integer.MAX_VALUE)).isEqualTo(8 * (65_535 / 125));
        assertThat(JpegStrips.rows(65_500, 1)).isEqualTo(8);
    }

    private static void assertStripes(byte[] jpeg) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        for (int x = 0; x < 64; x++) {
            assertThat(image.getRGB(x, 8) >> 16 & 0xFF)
                    .as("red at %d", x)
                    .isBetween(x % 2 == 0 ? 190 : 40, x % 2 == 0 ? 210 : 60);
        }
    }

    private static void assertSlope(byte[] jpeg) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(image.getWidth()).isEqualTo(WIDTH);
        assertThat(image.getHeight()).isEqualTo(HEIGHT);
        byte[] row = new byte[3 * WIDTH];
        for (int y = 0; y < HEIGHT; y += 11) {
            slope(y, row);
            for (int x = 0; x < WIDTH; x += 7) {
                int rgb = image.getRGB(x, y);
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(Math.abs((rgb >> 16 - 8 * channel & 0xFF) - (row[3 * x + channel] & 0xFF)))
                            .isLessThanOrEqualTo(6);
                }
            }
        }
    }
}

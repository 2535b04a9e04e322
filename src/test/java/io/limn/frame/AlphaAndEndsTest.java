package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alpha that hides everything, files without their ends, animations of one frame. */
class AlphaAndEndsTest {
    private final FrameReader reader = Drawing.reader();

    @Test
    void anAlphaThatWouldHideEverythingIsIgnored() throws Exception {
        BufferedImage image = Drawing.of(BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < Drawing.HEIGHT; y++) {
            for (int x = 0; x < Drawing.WIDTH; x++) {
                image.setRGB(x, y, image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        Drawing.assertDrawn(reader.read(Drawing.write(image, "png")), 0);

        image.setRGB(47, 31, image.getRGB(47, 31) | 0xFF000000); // the very last pixel is seen: the others are hidden
        Frame frame = reader.read(Drawing.write(image, "png"));
        Drawing.assertQuarters(frame, 0, 0, 0, 0, 0);
        Drawing.assertPixel(frame, 47, 31, 0, Drawing.GREY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCompleteJpegWithoutItsEndMarkerIsRead(boolean progressive) throws Exception {
        byte[] whole = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "jpeg", null, progressive);
        byte[] open = Arrays.copyOf(whole, whole.length - 2);
        byte[] trailer =
                "phone's own notes \u00FF\u00E2\u00FF\u00FF and more of them".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        other.writeBytes(open);
        other.writeBytes(whole);
        Frame expected = reader.read(whole);

        for (byte[] file : new byte[][] {
            open,
            Arrays.copyOf(open, open.length + 3000),
            joined(open, trailer),
            joined(whole, trailer),
            other.toByteArray()
        }) {
            assertThat(reader.read(file).bgr()).isEqualTo(expected.bgr());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTruncatedJpegIsRefusedWhateverFollows(boolean progressive) {
        byte[] whole = Drawing.write(noise(), "jpeg", null, progressive);
        byte[] cut = Arrays.copyOf(whole, whole.length * 2 / 3);
        for (byte[] file :
                new byte[][] {cut, Arrays.copyOf(cut, whole.length), Arrays.copyOf(whole, whole.length - 6)}) {
            assertThatThrownBy(() -> reader.read(file))
                    .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.DAMAGED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "lossless.webp"})
    void anAnimationOfOneFrameIsAPicture(String name) throws Exception {
        byte[] still = Drawing.fixture(name);
        Drawing.assertDrawn(reader.read(Webps.animation(still, 1)), 6);

        Frame onLarger = reader.read(Webps.animation(still, 1, Drawing.WIDTH + 10, Drawing.HEIGHT + 4, 1));
        assertThat(onLarger.width()).isEqualTo(Drawing.WIDTH + 10);
        Drawing.assertPixel(onLarger, 2 + 12, 2 + 8, 6, Drawing.RED);
        Drawing.assertPixel(onLarger, 0, 0, 0, 0);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(200, 150, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(5);
        for (int y = 0; y < 150; y++) {
            for (int x = 0; x < 200; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }
}

package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.header.FrameFormat;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegTest {
    private final FrameReader reader = Drawing.reader();
    private final byte[] plain = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "jpeg");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyExifOrientationIsTurnedUpright(int orientation) throws Exception {
        // The drawing is stored the way a camera held so would store it; upright, it must be itself again.
        BufferedImage upright = Drawing.of(BufferedImage.TYPE_3BYTE_BGR);
        boolean sideways = orientation >= 5;
        int width = sideways ? Drawing.HEIGHT : Drawing.WIDTH;
        int height = sideways ? Drawing.WIDTH : Drawing.HEIGHT;
        BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < Drawing.HEIGHT; y++) {
            for (int x = 0; x < Drawing.WIDTH; x++) {
                int rgb = upright.getRGB(x, y);
                switch (orientation) {
                    case 1 -> stored.setRGB(x, y, rgb);
                    case 2 -> stored.setRGB(width - 1 - x, y, rgb);
                    case 3 -> stored.setRGB(width - 1 - x, height - 1 - y, rgb);
                    case 4 -> stored.setRGB(x, height - 1 - y, rgb);
                    case 5 -> stored.setRGB(y, x, rgb);
                    case 6 -> stored.setRGB(y, height - 1 - x, rgb);
                    case 7 -> stored.setRGB(width - 1 - y, height - 1 - x, rgb);
                    default -> stored.setRGB(width - 1 - y, x, rgb);
                }
            }
        }
        byte[] jpeg = Drawing.write(stored, "jpeg");
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] turned = Jpegs.withOrientation(jpeg, orientation, order);
            assertThat(reader.open(turned).header())
                    .isEqualTo(new FrameHeader(FrameFormat.JPEG, Drawing.WIDTH, Drawing.HEIGHT, orientation));
            Drawing.assertDrawn(reader.read(turned), 6);
        }
    }

    @Test
    void anOrientationThatDoesNotExistIsIgnored() throws Exception {
        Drawing.assertDrawn(reader.read(Jpegs.withOrientation(plain, 9, ByteOrder.BIG_ENDIAN)), 6);
    }

    @Test
    void aBrokenExifBlockIsIgnored() throws Exception {
        byte[] exif = Jpegs.exif(6, ByteOrder.BIG_ENDIAN, true);
        ByteBuffer.wrap(exif).putInt(10, 0x7FFFFFF0); // the directory lies far outside
        Drawing.assertDrawn(reader.read(Jpegs.withSegment(plain, 0xE1, exif)), 6);
    }

    @Test
    void aBrokenColourProfileIsIgnored() throws Exception {
        byte[] profile = new byte[300];
        System.arraycopy("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), 0, profile, 0, 14);
        Drawing.assertDrawn(reader.read(Jpegs.withSegment(plain, 0xE2, profile)), 6);
    }

    @Test
    void aColourProfileIsAppliedAndThatOfSrgbChangesNothing() throws Exception {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        Drawing.assertDrawn(reader.read(Jpegs.withSegment(plain, 0xE2, segment(srgb))), 6);

        // Half of linear light is 188 in sRGB.
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        Frame frame = reader.read(Jpegs.withSegment(plain, 0xE2, segment(linear)));
        Drawing.assertPixel(frame, 36, 24, 4, 0xBCBCBC);
    }

    @Test
    void threeComponentsMarkedAsRgbAreNotTakenForYcc() throws Exception {
        // Adobe's transform 0 says RGB; the samples are YCC of the drawing, so the picture comes out as luma and
        // chroma.
        byte[] jpeg = dropJfif(plain);
        Drawing.assertDrawn(reader.read(Jpegs.withSegment(jpeg, 0xEE, Jpegs.adobe(1))), 6);
        Frame rgb = reader.read(Jpegs.withSegment(jpeg, 0xEE, Jpegs.adobe(0)));
        Drawing.assertPixel(rgb, 36, 24, 3, 0x808080);
        assertThat(rgb.bgr()[(8 * Drawing.WIDTH + 12) * 3] & 0xFF)
                .as("the red quarter's Cr, read as blue")
                .isGreaterThan(180);
    }

    @Test
    void threeComponentsWithoutAnyMarkerAreYccEvenWhereChromaIsWhole() throws Exception {
        Drawing.assertDrawn(reader.read(dropJfif(plain)), 6);
    }

    @Test
    void cmykOfAdobeIsInverted() throws Exception {
        byte[] cmyk = Jpegs.fourComponents(
                new int[] {200, 40, 30, 255}, new int[] {30, 160, 60, 255}, new int[] {40, 60, 190, 255}, new int[] {
                    255, 255, 255, 128
                });
        Drawing.assertDrawn(reader.read(Jpegs.withSegment(cmyk, 0xEE, Jpegs.adobe(0))), 6);
    }

    @Test
    void cmykWithoutAdobeIsNotInverted() throws Exception {
        byte[] cmyk = Jpegs.fourComponents(
                new int[] {55, 215, 225, 0}, new int[] {225, 95, 195, 0}, new int[] {215, 195, 65, 0}, new int[] {
                    0, 0, 0, 127
                });
        Drawing.assertDrawn(reader.read(cmyk), 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ycckIsTurnedToRgb(int transform) throws Exception {
        byte[] ycck =
                Jpegs.fourComponents(ycck(200, 40, 30), ycck(30, 160, 60), ycck(40, 60, 190), ycck(128, 128, 128));
        Drawing.assertDrawn(reader.read(Jpegs.withSegment(ycck, 0xEE, Jpegs.adobe(transform))), 6);
    }

    /** Adobe stores ink inverted, and YCC of that inverted once more. */
    private static int[] ycck(int r, int g, int b) {
        int red = 255 - r;
        int green = 255 - g;
        int blue = 255 - b;
        return new int[] {
            (int) Math.round(0.299 * red + 0.587 * green + 0.114 * blue),
            (int) Math.round(-0.168736 * red - 0.331264 * green + 0.5 * blue + 128),
            (int) Math.round(0.5 * red - 0.418688 * green - 0.081312 * blue + 128),
            255
        };
    }

    private static byte[] segment(byte[] profile) {
        byte[] segment = new byte[14 + profile.length];
        System.arraycopy("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.ISO_8859_1), 0, segment, 0, 14);
        System.arraycopy(profile, 0, segment, 14, profile.length);
        return segment;
    }

    private static byte[] dropJfif(byte[] jpeg) {
        int size = ByteBuffer.wrap(jpeg).getShort(4) + 2;
        ByteBuffer out = ByteBuffer.allocate(jpeg.length - size);
        return out.put(jpeg, 0, 2).put(jpeg, 2 + size, jpeg.length - 2 - size).array();
    }
}

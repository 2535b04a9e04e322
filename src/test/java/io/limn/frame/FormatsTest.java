package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.header.FrameFormat;
import io.limn.frame.header.FrameRejectedException;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format, decoded to the colours that were drawn. */
class FormatsTest {
    /** Grey levels of the four quarters by Rec. 601, as the JDK draws them are its own affair: these are drawn by value. */
    private static final int[] GREYS = {0x101010, 0x606060, 0xA0A0A0, 0xF0F0F0};

    private final FrameReader reader = Drawing.reader();

    @ParameterizedTest
    @CsvSource({
        "jpeg,false,JPEG,6",
        "jpeg,true,JPEG,6",
        "png,false,PNG,0",
        "png,true,PNG,0",
        "bmp,false,BMP,0",
        "tiff,false,TIFF,0"
    })
    void aWrittenPictureIsReadBackUnchanged(String format, boolean progressive, FrameFormat expected, int tolerance)
            throws Exception {
        EncodedFrame frame =
                reader.open(Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), format, null, progressive));

        assertThat(frame.header().format()).isEqualTo(expected);
        Drawing.assertDrawn(frame.decode(() -> {}), tolerance);
    }

    @ParameterizedTest
    @CsvSource({"LZW", "Deflate", "PackBits", "ZLib", "JPEG"})
    void aCompressedTiffIsRead(String compression) throws Exception {
        byte[] file = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "tiff", compression, false);

        Drawing.assertDrawn(reader.read(file), compression.equals("JPEG") ? 8 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "lzw.tif,0",
        "deflate.tif,0",
        "jpeg-in.tif,6",
        "indexed.png,2",
        "lossy.webp,6",
        "lossless.webp,0",
        "cmyk.jpg,6"
    })
    void aFileOfAnotherProgramIsRead(String name, int tolerance) throws Exception {
        Drawing.assertDrawn(reader.read(Drawing.fixture(name)), tolerance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpha.webp", "alpha-lossless.webp"})
    void alphaOfAWebpIsLaidOverBlack(String name) throws Exception {
        // The green quarter is clear, the grey one half so.
        Drawing.assertQuarters(reader.read(Drawing.fixture(name)), 6, Drawing.RED, 0, Drawing.BLUE, 0x404040);
    }

    @Test
    void alphaOfAPngIsLaidOverBlack() throws Exception {
        BufferedImage image = Drawing.of(BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < Drawing.HEIGHT; y++) {
            for (int x = 0; x < Drawing.WIDTH; x++) {
                int opacity = x < Drawing.WIDTH / 2 ? 0x80 : 0;
                image.setRGB(x, y, image.getRGB(x, y) & 0xFFFFFF | opacity << 24);
            }
        }
        Drawing.assertQuarters(reader.read(Drawing.write(image, "png")), 1, 0x64140F, 0, 0x141E5F, 0);
    }

    @ParameterizedTest
    @CsvSource({"1,png", "2,png", "4,png", "8,png", "16,png", "8,jpeg", "8,tiff", "16,tiff", "1,tiff", "8,bmp"})
    void greyIsReadAtEveryDepth(int bits, String format) throws Exception {
        Frame frame = reader.read(Drawing.write(grey(bits), format));

        int most = (1 << bits) - 1;
        int[] expected = new int[4];
        for (int i = 0; i < 4; i++) {
            expected[i] = Math.round(Math.round((GREYS[i] & 0xFF) / 255f * most) * 255f / most) * 0x010101;
        }
        Drawing.assertQuarters(frame, format.equals("jpeg") ? 2 : 0, expected);
    }

    @ParameterizedTest
    @CsvSource({"png,false", "png,true", "tiff,false", "tiff,true"})
    void sixteenBitsAreRoundedToEight(String format, boolean alpha) throws Exception {
        int bands = alpha ? 4 : 3;
        ColorModel colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), alpha, false, alpha ? 3 : 1, DataBuffer.TYPE_USHORT);
        WritableRaster raster = colours.createCompatibleWritableRaster(Drawing.WIDTH, Drawing.HEIGHT);
        assertThat(raster.getNumBands()).isEqualTo(bands);
        BufferedImage drawn = Drawing.of(BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < Drawing.HEIGHT; y++) {
            for (int x = 0; x < Drawing.WIDTH; x++) {
                int rgb = drawn.getRGB(x, y);
                raster.setSample(x, y, 0, (rgb >> 16 & 0xFF) * 257 - 40);
                raster.setSample(x, y, 1, (rgb >> 8 & 0xFF) * 257 + 40);
                raster.setSample(x, y, 2, (rgb & 0xFF) * 257);
                if (alpha) {
                    raster.setSample(x, y, 3, 65535);
                }
            }
        }
        Drawing.assertDrawn(reader.read(Drawing.write(new BufferedImage(colours, raster, false, null), format)), 0);
    }

    @Test
    void anAnimatedWebpIsRefusedWithItsReason() {
        assertThatThrownBy(() -> reader.read(Drawing.fixture("animated.webp")))
                .isInstanceOfSatisfying(FrameRejectedException.class, e -> assertThat(e.reason())
                        .isEqualTo(FrameRejectedException.Reason.UNSUPPORTED))
                .hasMessageContaining("animated");
    }

    private static BufferedImage grey(int bits) {
        BufferedImage image;
        if (bits == 16) {
            image = new BufferedImage(Drawing.WIDTH, Drawing.HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        } else if (bits == 8) {
            image = new BufferedImage(Drawing.WIDTH, Drawing.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        } else {
            WritableRaster raster = Raster.createPackedRaster(
                    DataBuffer.TYPE_BYTE, Drawing.WIDTH, Drawing.HEIGHT, 1, bits, new Point());
            byte[] levels = new byte[1 << bits];
            for (int i = 0; i < levels.length; i++) {
                levels[i] = (byte) (i * 255 / (levels.length - 1));
            }
            image = new BufferedImage(
                    new IndexColorModel(bits, levels.length, levels, levels, levels), raster, false, null);
        }
        int most = (1 << bits) - 1;
        for (int y = 0; y < Drawing.HEIGHT; y++) {
            for (int x = 0; x < Drawing.WIDTH; x++) {
                int quarter = x * 2 / Drawing.WIDTH + y * 2 / Drawing.HEIGHT * 2;
                image.getRaster().setSample(x, y, 0, Math.round((GREYS[quarter] & 0xFF) / 255f * most));
            }
        }
        return image;
    }
}

package io.limn.frame;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** Any decoded image as blue-green-red bytes over black. The common layouts are copied or passed on as they are. */
final class BgrPixels {
    private static final int[] BGR = {2, 1, 0};

    private BgrPixels() {}

    /**
     * @return {@code height*width*3} bytes; the image's own array where it is in this layout already, so the image must not be
     *     used afterwards
     */
    static byte[] of(BufferedImage image) {
        byte[] own = interleavedBgr(image);
        if (own != null) {
            return own;
        }
        ColorModel colours = image.getColorModel();
        int bits = colours.getComponentSize(0);
        boolean whole =
                colours.getTransferType() <= java.awt.image.DataBuffer.TYPE_INT && !colours.isAlphaPremultiplied();
        if (colours instanceof IndexColorModel palette) {
            return rows(image, indexed(palette));
        }
        int space = colours.getColorSpace().getType();
        boolean alike = bits <= 16 && sameBits(colours, bits) && whole;
        if (alike && space == ColorSpace.TYPE_GRAY) {
            return rows(image, grey(bits, colours.hasAlpha()));
        }
        if (alike && space == ColorSpace.TYPE_RGB && isSrgb(colours.getColorSpace())) {
            return rows(image, rgb(bits, colours.hasAlpha()));
        }
        return alike && space == ColorSpace.TYPE_RGB && !colours.hasAlpha() && bits == 8
                ? converted(image)
                : packedRows(image);
    }

    /** Writes one row: {@code samples} holds the raster's bands interleaved. */
    private interface RowWriter {
        void write(int[] samples, byte[] bgr, int at, int width);
    }

    private static byte[] rows(BufferedImage image, RowWriter writer) {
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        int[] samples = new int[width * raster.getNumBands()];
        for (int y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
            writer.write(samples, bgr, y * width * 3, width);
        }
        return bgr;
    }

    private static RowWriter indexed(IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        for (int i = 0; i < colours.length; i++) {
            colours[i] = overBlack(colours[i]);
        }
        return (samples, bgr, start, width) -> {
            for (int x = 0, at = start; x < width; x++, at += 3) {
                put(bgr, at, samples[x] < colours.length ? colours[samples[x]] : 0);
            }
        };
    }

    private static RowWriter grey(int bits, boolean alpha) {
        int most = (1 << bits) - 1;
        int bands = alpha ? 2 : 1;
        return (samples, bgr, start, width) -> {
            for (int x = 0, at = start; x < width; x++, at += 3) {
                int value = to8(samples[x * bands], most);
                if (alpha) {
                    value = times(value, to8(samples[x * bands + 1], most));
                }
                bgr[at] = bgr[at + 1] = bgr[at + 2] = (byte) value;
            }
        };
    }

    private static RowWriter rgb(int bits, boolean alpha) {
        int most = (1 << bits) - 1;
        int bands = alpha ? 4 : 3;
        return (samples, bgr, start, width) -> {
            for (int x = 0, from = 0, at = start; x < width; x++, from += bands, at += 3) {
                int red = to8(samples[from], most);
                int green = to8(samples[from + 1], most);
                int blue = to8(samples[from + 2], most);
                if (alpha) {
                    int opacity = to8(samples[from + 3], most);
                    red = times(red, opacity);
                    green = times(green, opacity);
                    blue = times(blue, opacity);
                }
                bgr[at] = (byte) blue;
                bgr[at + 1] = (byte) green;
                bgr[at + 2] = (byte) red;
            }
        };
    }

    /** Odd layouts and colour spaces: slow, row by row, through the image's own colour model. */
    private static byte[] packedRows(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        int[] argb = new int[width];
        for (int y = 0, at = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, argb, 0, width);
            for (int x = 0; x < width; x++, at += 3) {
                put(bgr, at, overBlack(argb[x]));
            }
        }
        return bgr;
    }

    private static byte[] converted(BufferedImage image) {
        BufferedImage srgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        new ColorConvertOp(null).filter(image, srgb);
        return interleavedBgr(srgb);
    }

    private static byte[] interleavedBgr(BufferedImage image) {
        Raster raster = image.getRaster();
        if (image.getColorModel().getNumComponents() == 3
                && !(image.getColorModel() instanceof IndexColorModel)
                && isSrgb(image.getColorModel().getColorSpace())
                && raster.getParent() == null
                && raster.getDataBuffer() instanceof DataBufferByte data
                && data.getNumBanks() == 1
                && data.getData().length == image.getWidth() * image.getHeight() * 3
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && model.getPixelStride() == 3
                && Arrays.equals(model.getBandOffsets(), BGR)) {
            return data.getData();
        }
        return null;
    }

    private static boolean isSrgb(ColorSpace space) {
        return space.isCS_sRGB() || space instanceof ICC_ColorSpace icc && SrgbProfiles.looksLikeSrgb(icc.getProfile());
    }

    private static boolean sameBits(ColorModel colours, int bits) {
        return Arrays.stream(colours.getComponentSize()).allMatch(size -> size == bits);
    }

    private static int to8(int value, int most) {
        return most == 255 ? value : (value * 255 + most / 2) / most;
    }

    private static int times(int value, int opacity) {
        return (value * opacity + 127) / 255;
    }

    private static int overBlack(int argb) {
        int opacity = argb >>> 24;
        if (opacity == 255) {
            return argb;
        }
        return times(argb >> 16 & 0xFF, opacity) << 16
                | times(argb >> 8 & 0xFF, opacity) << 8
                | times(argb & 0xFF, opacity);
    }

    private static void put(byte[] bgr, int at, int rgb) {
        bgr[at] = (byte) rgb;
        bgr[at + 1] = (byte) (rgb >> 8);
        bgr[at + 2] = (byte) (rgb >> 16);
    }
}

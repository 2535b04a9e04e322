package io.limn.frame.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.util.Arrays;

/** An image of ImageIO's as blue-green-red bytes. */
final class BgrPixels {
    private static final int[] BGR = {2, 1, 0};

    private BgrPixels() {}

    /**
     * @return {@code height*width*3} bytes; the image's own array where it is in this layout already, so the image must not be
     *     used afterwards
     */
    static byte[] of(BufferedImage image, Watch watch) {
        Raster raster = image.getRaster();
        if (image.getColorModel().getNumComponents() == 3
                && !(image.getColorModel() instanceof IndexColorModel)
                && image.getColorModel().getColorSpace().isCS_sRGB()
                && raster.getParent() == null
                && raster.getDataBuffer() instanceof DataBufferByte data
                && data.getNumBanks() == 1
                && data.getData().length == image.getWidth() * image.getHeight() * 3
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && model.getPixelStride() == 3
                && Arrays.equals(model.getBandOffsets(), BGR)) {
            return data.getData();
        }
        return rows(image, watch);
    }

    private static byte[] rows(BufferedImage image, Watch watch) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        int[] rgb = new int[width];
        for (int y = 0, at = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, rgb, 0, width);
            for (int x = 0; x < width; x++, at += 3) {
                bgr[at] = (byte) rgb[x];
                bgr[at + 1] = (byte) (rgb[x] >> 8);
                bgr[at + 2] = (byte) (rgb[x] >> 16);
            }
            watch.passed(width);
        }
        return bgr;
    }
}

package io.limn.frame;

import java.awt.image.Raster;

/** Ink to light without a profile: each channel is what its ink and black let through. */
final class Cmyk {
    private Cmyk() {}

    /**
     * @param inks four bands: cyan, magenta, yellow, black; with {@code ycck} luma and both chromas of the inverted inks first
     * @param inverted whether 255 is no ink, as Adobe stores it
     * @return three bytes a pixel, blue first
     */
    static byte[] bgr(Raster inks, boolean inverted, boolean ycck) {
        int width = inks.getWidth();
        int height = inks.getHeight();
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        int[] row = new int[width * 4];
        int flip = inverted ? 0 : 0xFF;
        for (int y = 0, at = 0; y < height; y++) {
            inks.getPixels(inks.getMinX(), inks.getMinY() + y, width, 1, row);
            if (ycck) {
                toInks(row);
            }
            for (int from = 0; from < row.length; from += 4, at += 3) {
                int light = row[from + 3] ^ flip;
                bgr[at] = (byte) (((row[from + 2] ^ flip) * light + 127) / 255);
                bgr[at + 1] = (byte) (((row[from + 1] ^ flip) * light + 127) / 255);
                bgr[at + 2] = (byte) (((row[from] ^ flip) * light + 127) / 255);
            }
        }
        return bgr;
    }

    /** The JPEG transform (ITU-T T.871) back to RGB, which in YCCK is the opposite of the inks as stored. */
    private static void toInks(int[] row) {
        for (int i = 0; i < row.length; i += 4) {
            int luma = row[i] << 16;
            int blueness = row[i + 1] - 128;
            int redness = row[i + 2] - 128;
            row[i] = 255 - clamp(luma + 91881 * redness);
            row[i + 1] = 255 - clamp(luma - 22554 * blueness - 46802 * redness);
            row[i + 2] = 255 - clamp(luma + 116130 * blueness);
        }
    }

    private static int clamp(int fixed) {
        return Math.max(0, Math.min(255, fixed + (1 << 15) >> 16));
    }
}

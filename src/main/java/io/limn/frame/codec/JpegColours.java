package io.limn.frame.codec;

import io.limn.frame.header.JpegStructure;

/**
 * What a JPEG's components are.
 *
 * @param transformed whether three are YCbCr, four YCCK; as libjpeg has it, every Adobe transform but 0 says so
 * @param inverted whether 255 means no ink, as in Adobe's CMYK files
 */
record JpegColours(boolean transformed, boolean inverted) {
    static JpegColours of(JpegStructure jpeg) {
        return jpeg.components() == 4
                ? new JpegColours(jpeg.adobeTransform() > 0, jpeg.adobeTransform() >= 0)
                : new JpegColours(jpeg.ycc(), false);
    }

    /** The JPEG transform (ITU-T T.871) back to RGB, which in YCCK is the opposite of the inks as stored. */
    static void toInks(int[] row) {
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

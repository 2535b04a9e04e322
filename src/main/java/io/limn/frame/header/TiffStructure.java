package io.limn.frame.header;

import java.util.List;
import java.util.Optional;

/**
 * The page of a TIFF that is its picture, and all that its tags say of the samples (TIFF 6.0 with its supplements, BigTIFF).
 *
 * @param bits of every sample, 1..16
 * @param bands samples per pixel
 * @param extras kinds of the samples behind the colours: 0 unspecified, 1 associated alpha, 2 unassociated alpha
 * @param photometric 0 white is zero, 1 black is zero, 2 RGB, 3 indexed, 5 CMYK, 6 YCbCr, 8 CIELab, 9 ICCLab
 * @param planar whether each sample has strips of its own
 * @param predictor 1 none, 2 horizontal differences
 * @param reversedBits whether the low bit of a byte comes first
 * @param grid how the picture is cut into strips or tiles
 * @param palette 16-bit values, all reds first; empty but for indexed pictures
 * @param icc the colour profile
 * @param ycc of YCbCr that is not JPEG-compressed
 * @param jpeg one for each strip of a JPEG-compressed picture; a whole JPEG for the old kind
 * @param jpegTables what those share
 * @param littleEndian the order of 16-bit samples
 */
public record TiffStructure(
        int width,
        int height,
        int orientation,
        int bits,
        int bands,
        List<Integer> extras,
        int photometric,
        TiffCompression compression,
        boolean planar,
        int predictor,
        boolean reversedBits,
        TiffGrid grid,
        int[] palette,
        Optional<Segment> icc,
        Optional<TiffYcc> ycc,
        List<JpegStructure> jpeg,
        Segment jpegTables,
        boolean littleEndian)
        implements Structure {
    public static final int WHITE_IS_ZERO = 0;
    public static final int BLACK_IS_ZERO = 1;
    public static final int RGB = 2;
    public static final int INDEXED = 3;
    public static final int CMYK = 5;
    public static final int YCBCR = 6;
    public static final int CIELAB = 8;
    public static final int ICCLAB = 9;

    @Override
    public FrameFormat format() {
        return FrameFormat.TIFF;
    }

    /** Samples per pixel that are colour. */
    public int colours() {
        return colours(photometric);
    }

    static int colours(int photometric) {
        return switch (photometric) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO, INDEXED -> 1;
            case CMYK -> 4;
            default -> 3;
        };
    }

    /** Index of the alpha sample, -1 where there is none. */
    public int alpha() {
        for (int i = 0; i < extras.size(); i++) {
            if (extras.get(i) == 1 || extras.get(i) == 2) {
                return colours() + i;
            }
        }
        return -1;
    }

    /** Whether the colours are already multiplied with the alpha sample. */
    public boolean associated() {
        return alpha() >= 0 && extras.get(alpha() - colours()) == 1;
    }

    static TiffStructure read(byte[] file) throws FrameRejectedException {
        return TiffPage.read(file);
    }
}

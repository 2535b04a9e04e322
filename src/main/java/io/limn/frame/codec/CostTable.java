package io.limn.frame.codec;

/**
 * What codecs take, in nanoseconds on one core, each the worst that was found for pictures made to take long ({@code DecodeCostTest} holds
 * the estimates against what decoding takes). Rounded up: a frame that is refused for its cost is refused on every machine.
 */
final class CostTable {
    static final double PNG_PIXEL = 15;
    static final double PNG_BYTE = 13;
    static final double BMP_PIXEL = 25;
    static final double WEBP_LOSSLESS_PIXEL = 90;
    static final double WEBP_LOSSY_PIXEL = 60;
    static final double WEBP_JAVA_PIXEL = 600;
    static final double HEIF_PIXEL = 200;
    static final double JPEG_PIXEL = 40;
    static final double JPEG_BLOCK = 1000;
    static final double JPEG_PROGRESSIVE_BLOCK = 700;
    static final double JPEG_JDK_PASS_PIXEL = 20;
    static final double JPEG_PART = 50_000;
    static final double TIFF_SAMPLE = 6;
    static final double TIFF_PACKED_BYTE = 12;
    static final double TIFF_BLOCK = 5_000;
    static final double TIFF_YCC_PIXEL = 40;
    static final double TIFF_FAX_PIXEL = 40;

    private static final double ICC_8 = 60;
    private static final double ICC_16 = 300;

    private CostTable() {}

    /** Of applying a colour profile, a pixel. */
    static double icc(int bits) {
        return bits > 8 ? ICC_16 : ICC_8;
    }
}

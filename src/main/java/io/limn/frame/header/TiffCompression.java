package io.limn.frame.header;

import java.util.Map;

/** The compressions of TIFF that are read. */
public enum TiffCompression {
    NONE,
    FAX_RUNS,
    FAX_T4,
    FAX_T4_2D,
    FAX_T6,
    LZW,
    OLD_JPEG,
    JPEG,
    DEFLATE,
    PACK_BITS;

    private static final Map<Long, String> NOT_READ = Map.ofEntries(
            Map.entry(9L, "JBIG"),
            Map.entry(10L, "JBIG"),
            Map.entry(32766L, "NeXT RLE"),
            Map.entry(32771L, "CCITT RLE with word alignment"),
            Map.entry(32809L, "ThunderScan"),
            Map.entry(32908L, "PixarFilm"),
            Map.entry(32909L, "PixarLog"),
            Map.entry(32947L, "Kodak DCS"),
            Map.entry(33003L, "JPEG 2000"),
            Map.entry(33005L, "JPEG 2000"),
            Map.entry(22610L, "JPEG XR"),
            Map.entry(34661L, "JBIG"),
            Map.entry(34676L, "SGI LogLuv"),
            Map.entry(34677L, "SGI LogLuv"),
            Map.entry(34712L, "JPEG 2000"),
            Map.entry(34713L, "Nikon's raw compression"),
            Map.entry(34887L, "LERC"),
            Map.entry(34892L, "lossy JPEG of DNG"),
            Map.entry(34925L, "LZMA"),
            Map.entry(34933L, "PNG"),
            Map.entry(34934L, "JPEG XR"),
            Map.entry(50000L, "Zstandard"),
            Map.entry(50001L, "WebP"),
            Map.entry(50002L, "JPEG XL"),
            Map.entry(52546L, "JPEG XL"));

    /** Whether it packs pixels of one bit. */
    public boolean fax() {
        return this == FAX_RUNS || this == FAX_T4 || this == FAX_T4_2D || this == FAX_T6;
    }

    /**
     * @param t4Options bit 0: lines may be coded by their differences
     * @throws FrameRejectedException UNSUPPORTED, with the compression's name
     */
    static TiffCompression of(long code, long t4Options) throws FrameRejectedException {
        return switch ((int) Math.min(code, Integer.MAX_VALUE)) {
            case 1 -> NONE;
            case 2 -> FAX_RUNS;
            case 3 -> (t4Options & 1) == 1 ? FAX_T4_2D : FAX_T4;
            case 4 -> FAX_T6;
            case 5 -> LZW;
            case 6 -> OLD_JPEG;
            case 7 -> JPEG;
            case 8, 32946 -> DEFLATE;
            case 32773 -> PACK_BITS;
            default ->
                throw Structure.unsupported("The TIFF is compressed with "
                        + (NOT_READ.containsKey(code) ? NOT_READ.get(code) : "a method of number " + code)
                        + ", which is not read here: save it with LZW, Deflate or no compression.");
        };
    }
}

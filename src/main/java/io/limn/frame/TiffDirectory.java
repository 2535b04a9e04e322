package io.limn.frame;

import java.util.HashMap;
import java.util.Map;

/**
 * The first image file directory of TIFF-structured bytes (TIFF 6.0, BigTIFF, and the block that EXIF is), with the first
 * value of each whole-number tag.
 */
record TiffDirectory(Map<Integer, Long> values) {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int PHOTOMETRIC = 262;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int SAMPLE_FORMAT = 339;

    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;

    static TiffDirectory read(Bytes block) throws FrameRejectedException {
        Bytes bytes = block.withOrder(block.has(0, "II"));
        boolean big = bytes.u16(2) == 43;
        long at = big ? bytes.u64(8) : bytes.u32(4);
        long entries = big ? bytes.u64(at) : bytes.u16(at);
        int entrySize = big ? 20 : 12;
        long first = at + (big ? 8 : 2);
        Map<Integer, Long> values = new HashMap<>();
        for (long i = 0; i < entries; i++) {
            long entry = first + i * entrySize;
            int tag = bytes.u16(entry);
            int type = bytes.u16(entry + 2);
            long count = big ? bytes.u64(entry + 4) : bytes.u32(entry + 4);
            Long value = firstValue(bytes, type, count, entry + (big ? 12 : 8), big ? 8 : 4);
            if (value != null) {
                values.putIfAbsent(tag, value);
            }
        }
        return new TiffDirectory(values);
    }

    private static Long firstValue(Bytes bytes, int type, long count, long inline, int room)
            throws FrameRejectedException {
        int size =
                switch (type) {
                    case BYTE -> 1;
                    case SHORT -> 2;
                    case LONG -> 4;
                    case LONG8 -> 8;
                    default -> 0;
                };
        if (size == 0 || count < 1) {
            return null;
        }
        long at = count <= room / size ? inline : room == 8 ? bytes.u64(inline) : bytes.u32(inline);
        return switch (size) {
            case 1 -> (long) bytes.u8(at);
            case 2 -> (long) bytes.u16(at);
            case 4 -> bytes.u32(at);
            default -> bytes.u64(at);
        };
    }

    long value(int tag, long otherwise) {
        return values.getOrDefault(tag, otherwise);
    }

    /** The orientation in an EXIF block; 1 where the block is broken, as a bad note must not cost the picture. */
    static int exifOrientation(Bytes block) {
        try {
            return (int) Math.min(9, read(block).value(ORIENTATION, 1));
        } catch (FrameRejectedException broken) {
            return 1;
        }
    }
}

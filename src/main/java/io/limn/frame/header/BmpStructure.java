package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import java.util.Optional;

/**
 * A BMP's headers: file header and information header of any of its sizes, from OS/2 1.x to version 5.
 *
 * @param topDown whether the top row is stored first
 * @param bits per pixel: 1, 2, 4, 8, 16, 24 or 32
 * @param runLength 0, or the bits of a run-length coded pixel: 4 or 8
 * @param masks of red, green, blue and alpha for 16 and 32 bits; 0 for no such channel
 * @param palette its colours, of {@code paletteEntry} bytes each; size 0 where there is none
 * @param paletteEntry 3 or 4
 * @param icc an embedded colour profile
 * @param calibration end points and gammas of a calibrated version 4 header
 * @param pixelsAt offset of the picture data
 */
public record BmpStructure(
        int width,
        int height,
        boolean topDown,
        int bits,
        int runLength,
        Masks masks,
        Segment palette,
        int paletteEntry,
        Optional<Segment> icc,
        Optional<Segment> calibration,
        int pixelsAt)
        implements Structure {
    /** Where in a pixel's value its channels lie. */
    public record Masks(int red, int green, int blue, int alpha) {
        static final Masks FIVE_BITS = new Masks(0x7C00, 0x3E0, 0x1F, 0);
        static final Masks EIGHT_BITS = new Masks(0xFF0000, 0xFF00, 0xFF, 0);
    }

    private static final int CORE = 12;
    private static final int INFO = 40;
    private static final int INFO_WITH_ALPHA_MASK = 56;
    private static final int OS2 = 64;
    private static final int V4 = 108;
    private static final int V5 = 124;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int BIT_FIELDS = 3;
    private static final int JPEG = 4;
    private static final int PNG = 5;
    private static final int ALPHA_BIT_FIELDS = 6;
    private static final long EMBEDDED = 0x4D424544; // 'MBED'

    @Override
    public FrameFormat format() {
        return FrameFormat.BMP;
    }

    @Override
    public int orientation() {
        return 1;
    }

    static BmpStructure read(byte[] file) throws FrameRejectedException {
        Bytes bytes = Bytes.littleEndian(file);
        long pixelsAt = bytes.u32(10);
        long header = bytes.u32(14);
        boolean core = header == CORE;
        if (!core && (header < 16 || header > 4096)) {
            throw damaged("The BMP is damaged: its header claims " + header + " bytes.");
        }
        int width = core ? bytes.u16(18) : bytes.i32(18);
        int rows = core ? bytes.u16(20) : bytes.i32(22);
        int bits = core ? bytes.u16(24) : bytes.u16(28);
        int compression = header >= 20 ? bytes.i32(30) : 0;
        if (width < 0 || rows == Integer.MIN_VALUE) {
            throw damaged("The BMP is damaged: it claims a size of " + width + "x" + rows + ".");
        }
        int runLength = runLength(compression, bits, header);
        int height = Math.abs(rows); // a negative height means top row first
        long rowBytes = ((long) width * bits + 31) / 32 * 4;
        if (pixelsAt > file.length || runLength == 0 && height > (file.length - pixelsAt) / Math.max(1, rowBytes)) {
            throw damaged("The BMP is cut off: " + width + "x" + height + " pixels do not fit its " + file.length
                    + " bytes.");
        }
        long used = header >= 36 ? bytes.u32(46) : 0;
        Masks masks = masks(bytes, header, bits, compression);
        boolean masksBehind = header == INFO && (compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS);
        long paletteAt = 14 + header + (masksBehind ? compression == BIT_FIELDS ? 12 : 16 : 0);
        int entry = core ? 3 : 4;
        long colours = bits > 8 ? 0 : used == 0 || used > 1L << bits ? 1L << bits : used;
        long room = Math.max(0, Math.min(file.length, pixelsAt > paletteAt ? pixelsAt : file.length) - paletteAt);
        return new BmpStructure(
                width,
                height,
                rows < 0,
                bits,
                runLength,
                masks,
                new Segment((int) paletteAt, (int) Math.min(colours * entry, room / entry * entry)),
                entry,
                icc(bytes, header),
                header >= V4 && bytes.u32(70) == 0 ? Optional.of(new Segment(74, 48)) : Optional.empty(),
                (int) pixelsAt);
    }

    /** Bits of a run-length coded pixel, 0 for plain pixels. */
    private static int runLength(int compression, int bits, long header) throws FrameRejectedException {
        if (compression == JPEG && header != OS2 || compression == PNG) {
            throw unsupported("The BMP wraps a JPEG or PNG, which is not read here: send that picture itself.");
        }
        if (header == OS2 && (compression == BIT_FIELDS || compression == JPEG)) {
            throw unsupported("The BMP is of OS/2 with Huffman or 24-bit run-length coding, which is not read here.");
        }
        boolean palette = bits == 1 || bits == 2 || bits == 4 || bits == 8;
        boolean masked = compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS;
        boolean fits =
                switch (compression) {
                    case 0 -> palette || bits == 16 || bits == 24 || bits == 32;
                    case RLE8 -> bits == 8;
                    case RLE4 -> bits == 4;
                    default -> masked && (bits == 16 || bits == 32);
                };
        if (!fits) {
            throw unsupported("The BMP has " + bits + " bits per pixel with compression " + compression
                    + ", which is not read here: send it with 24 bits and without compression.");
        }
        return compression == RLE8 || compression == RLE4 ? bits : 0;
    }

    private static Masks masks(Bytes bytes, long header, int bits, int compression) throws FrameRejectedException {
        if (compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS) {
            boolean alpha = header >= INFO_WITH_ALPHA_MASK || compression == ALPHA_BIT_FIELDS;
            return new Masks(bytes.i32(54), bytes.i32(58), bytes.i32(62), alpha ? bytes.i32(66) : 0);
        }
        return bits == 16 ? Masks.FIVE_BITS : Masks.EIGHT_BITS;
    }

    private static Optional<Segment> icc(Bytes bytes, long header) throws FrameRejectedException {
        if (header < V5 || bytes.u32(70) != EMBEDDED) {
            return Optional.empty();
        }
        long at = 14 + bytes.u32(126);
        long size = bytes.u32(130);
        return size > 0 && at + size <= bytes.length()
                ? Optional.of(new Segment((int) at, (int) size))
                : Optional.empty();
    }
}

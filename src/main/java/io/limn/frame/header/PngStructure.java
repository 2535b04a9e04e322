package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A PNG's chunks (PNG specification, third edition). Chunks are taken as they stand up to the end of the file: whether the
 * picture's data are whole is found out by decoding them, so that a missing IEND alone costs no picture.
 *
 * @param bits per sample: 1, 2, 4, 8 or 16
 * @param colourType 0 grey, 2 RGB, 3 indexed, 4 grey with alpha, 6 RGB with alpha
 * @param palette the contents of PLTE
 * @param transparency the contents of tRNS
 * @param dataAt offset of the first IDAT chunk
 */
public record PngStructure(
        int width,
        int height,
        int orientation,
        int bits,
        int colourType,
        boolean interlaced,
        Optional<Segment> palette,
        Optional<Segment> transparency,
        PngColour colour,
        int dataAt)
        implements Structure {
    private static final int CHUNK_FRAME = 12; // length, type, checksum

    @Override
    public FrameFormat format() {
        return FrameFormat.PNG;
    }

    /** Samples per pixel. */
    public int bands() {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    static PngStructure read(byte[] file) throws FrameRejectedException {
        Bytes bytes = Bytes.bigEndian(file);
        if (bytes.has(12, "CgBI")) {
            throw unsupported("The PNG is of Apple's own kind for iOS programs (CgBI), which is not read here: save it"
                    + " again as an ordinary PNG, e.g. with 'pngcrush -revert-iphone-optimizations'.");
        }
        if (!bytes.has(12, "IHDR") || bytes.u32(8) != 13) {
            throw damaged("The PNG is damaged: it does not begin with an IHDR chunk.");
        }
        long width = bytes.u32(16);
        long height = bytes.u32(20);
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw damaged("The PNG is damaged: its size " + width + "x" + height + " is beyond what PNG allows.");
        }
        int bits = bytes.u8(24);
        int type = bytes.u8(25);
        if (!known(bits, type) || bytes.u8(26) != 0 || bytes.u8(27) != 0 || bytes.u8(28) > 1) {
            throw damaged("The PNG is damaged: its header claims " + bits + " bits of colour type " + type
                    + " and methods " + bytes.u8(26) + ", " + bytes.u8(27) + ", " + bytes.u8(28)
                    + ", which PNG does not have.");
        }
        if (!sound(file, 8, 13)) {
            throw damaged("The PNG is damaged: the checksum of its IHDR chunk does not match.");
        }
        return new Walk(bytes).chunks((int) width, (int) height, bits, type, bytes.u8(28) == 1);
    }

    private static boolean known(int bits, int type) {
        boolean power = bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
        return switch (type) {
            case 0 -> power;
            case 3 -> power && bits <= 8;
            case 2, 4, 6 -> bits == 8 || bits == 16;
            default -> false;
        };
    }

    private static boolean sound(byte[] file, int chunkAt, int size) throws FrameRejectedException {
        CRC32 crc = new CRC32();
        crc.update(file, chunkAt + 4, size + 4);
        return crc.getValue() == Bytes.bigEndian(file).u32(chunkAt + 8L + size);
    }

    private static final class Walk {
        private final Bytes bytes;
        private int orientation = 1;
        private int dataAt = -1;
        private Optional<Segment> palette = Optional.empty();
        private Optional<Segment> transparency = Optional.empty();
        private PngColour colour = PngColour.NONE;

        Walk(Bytes bytes) {
            this.bytes = bytes;
        }

        PngStructure chunks(int width, int height, int bits, int type, boolean interlaced)
                throws FrameRejectedException {
            long at = 33;
            while (at + 8 <= bytes.length() && !bytes.has(at + 4, "IEND")) {
                long size = bytes.u32(at);
                if (bytes.has(at + 4, "IDAT")) {
                    dataAt = dataAt < 0 ? (int) at : dataAt;
                } else if (size <= bytes.length() - at - CHUNK_FRAME) {
                    take((int) at, (int) size);
                }
                at += CHUNK_FRAME + size;
            }
            if (dataAt < 0) {
                throw damaged("The PNG is cut off: its " + bytes.length() + " bytes end before its picture data.");
            }
            if (type == 3 && palette.isEmpty()) {
                throw damaged("The PNG is damaged: it has an indexed picture and no palette.");
            }
            return new PngStructure(
                    width, height, orientation, bits, type, interlaced, palette, transparency, colour, dataAt);
        }

        /** A capital first letter: a picture can't be shown without knowing what the chunk means. */
        private static boolean critical(int first) {
            return first >= 'A' && first <= 'Z';
        }

        private void take(int at, int size) throws FrameRejectedException {
            Segment contents = new Segment(at + 8, size);
            if (bytes.has(at + 4, "PLTE") && dataAt < 0) {
                if (size == 0 || size % 3 != 0 || size > 768 || !sound(bytes.array(), at, size)) {
                    throw damaged("The PNG is damaged: its palette has " + size + " bytes or a wrong checksum.");
                }
                palette = Optional.of(contents);
            } else if (bytes.has(at + 4, "tRNS") && dataAt < 0 && sound(bytes.array(), at, size)) {
                transparency = Optional.of(contents);
            } else if (bytes.has(at + 4, "eXIf") && sound(bytes.array(), at, size)) {
                orientation = TiffDirectory.exifOrientation(bytes.slice(at + 8L, size));
            } else if (dataAt < 0 && PngColour.holds(bytes, at + 4) && sound(bytes.array(), at, size)) {
                colour = colour.with(bytes, at + 4, contents);
            } else if (dataAt < 0 && critical(bytes.u8(at + 4L)) && sound(bytes.array(), at, size)) {
                throw unsupported("The PNG has a chunk of a kind that must be understood ("
                        + new String(bytes.array(), at + 4, 4, StandardCharsets.ISO_8859_1)
                        + ") and is not known here: save it again as an ordinary PNG.");
            }
        }
    }
}

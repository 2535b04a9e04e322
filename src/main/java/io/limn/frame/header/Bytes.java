package io.limn.frame.header;

import io.limn.frame.header.FrameRejectedException.Reason;

/** A window on a file's bytes whose reads past the end are a damaged frame, not a crash. Offsets count from the window. */
public record Bytes(byte[] array, int from, int length, boolean littleEndian) {
    public static Bytes bigEndian(byte[] array) {
        return new Bytes(array, 0, array.length, false);
    }

    public static Bytes littleEndian(byte[] array) {
        return new Bytes(array, 0, array.length, true);
    }

    /** The part from {@code offset} on, {@code size} bytes, in the same byte order. */
    public Bytes slice(long offset, long size) throws FrameRejectedException {
        require(offset, size);
        return new Bytes(array, from + (int) offset, (int) size, littleEndian);
    }

    public Bytes withOrder(boolean little) {
        return new Bytes(array, from, length, little);
    }

    public int u8(long offset) throws FrameRejectedException {
        require(offset, 1);
        return array[from + (int) offset] & 0xFF;
    }

    public int u16(long offset) throws FrameRejectedException {
        int first = u8(offset);
        int second = u8(offset + 1);
        return littleEndian ? first | second << 8 : first << 8 | second;
    }

    public int u24(long offset) throws FrameRejectedException {
        return littleEndian ? u16(offset) | u8(offset + 2) << 16 : u8(offset) << 16 | u16(offset + 1);
    }

    public long u32(long offset) throws FrameRejectedException {
        long first = u16(offset);
        long second = u16(offset + 2);
        return littleEndian ? first | second << 16 : first << 16 | second;
    }

    public int i32(long offset) throws FrameRejectedException {
        return (int) u32(offset);
    }

    /** Unsigned 64 bits, capped at {@link Long#MAX_VALUE}. */
    public long u64(long offset) throws FrameRejectedException {
        long first = u32(offset);
        long second = u32(offset + 4);
        long value = littleEndian ? first | second << 32 : first << 32 | second;
        return value < 0 ? Long.MAX_VALUE : value;
    }

    /** Whether these ASCII characters stand at the offset; false past the end. */
    public boolean has(long offset, String ascii) {
        if (offset < 0 || offset + ascii.length() > length) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (array[from + (int) offset + i] != (byte) ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void require(long offset, long size) throws FrameRejectedException {
        if (offset < 0 || size < 0 || offset > length || size > length - offset) {
            throw new FrameRejectedException(
                    Reason.DAMAGED,
                    "The frame is cut off or damaged: it points past its own end of " + length + " bytes.");
        }
    }
}

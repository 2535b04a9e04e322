package io.limn.http.body;

import java.util.Arrays;

/** Bytes that arrive piece by piece. Allocates at most twice what has arrived (or 16 KiB), and no more than was announced. */
final class GrowingBytes {
    private static final int FIRST = 16 << 10;

    private final int announced;
    private byte[] bytes = new byte[0];
    private int length;

    /** @param announced -1 if unknown */
    GrowingBytes(long announced) {
        this.announced = announced < 0 || announced > Integer.MAX_VALUE - 8 ? -1 : (int) announced;
    }

    void add(byte[] from, int start, int end) {
        int more = end - start;
        if (length + more > bytes.length) {
            long doubled = Math.max(FIRST, Math.max((long) length + more, 2L * bytes.length));
            long room = announced >= length + more ? Math.min(doubled, announced) : doubled;
            bytes = Arrays.copyOf(bytes, (int) Math.min(room, Integer.MAX_VALUE - 8));
        }
        System.arraycopy(from, start, bytes, length, more);
        length += more;
    }

    int length() {
        return length;
    }

    /** The bytes; without a copy if all that was announced has arrived. */
    byte[] whole() {
        byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        bytes = whole;
        return whole;
    }
}

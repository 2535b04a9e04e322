package io.limn.output;

import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Compresses rows of two-byte samples that hardly change, as mattes do, into a zlib stream (RFC 1950 and 1951): repeats of the sample
 * before become matches, all else literals, in one block of fixed codes. Several times as fast as {@link java.util.zip.Deflater} there. Not
 * safe for use by several threads.
 */
final class RunDeflater {
    private static final int DISTANCE = 2;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    private static final int END_OF_BLOCK = 256;

    /** First length of the length codes 257 to 285. */
    private static final int[] LENGTHS = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };

    private static final int[] EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };

    /** The bits of a symbol, or of a whole match, as they are written, and how many. */
    private static final int[] LITERAL = new int[END_OF_BLOCK + 1];

    private static final int[] LITERAL_BITS = new int[END_OF_BLOCK + 1];
    private static final int[] MATCH = new int[LONGEST + 1];
    private static final int[] MATCH_BITS = new int[LONGEST + 1];

    static {
        for (int symbol = 0; symbol <= END_OF_BLOCK; symbol++) {
            LITERAL_BITS[symbol] = bits(symbol);
            LITERAL[symbol] = code(symbol);
        }
        for (int length = SHORTEST, at = 0; length <= LONGEST; length++) {
            if (at + 1 < LENGTHS.length && length == LENGTHS[at + 1]) {
                at++;
            }
            int symbol = END_OF_BLOCK + 1 + at;
            int bits = bits(symbol);
            int extra = EXTRA[at];
            // Distance 2 is the code 00001, written from its highest bit on.
            MATCH[length] = code(symbol) | length - LENGTHS[at] << bits | 0b10000 << bits + extra;
            MATCH_BITS[length] = bits + extra + 5;
        }
    }

    private final Adler32 checksum = new Adler32();
    private final byte[] window;
    private byte[] out;
    private int count;
    private long pending;
    private int waiting;

    /** @param rowBytes of each row */
    RunDeflater(int rowBytes) {
        window = new byte[DISTANCE + rowBytes];
        out = new byte[16 * 1024];
        out[count++] = 0x78;
        out[count++] = 0x01;
        put(0b011, 3); // the last block, of fixed codes
    }

    /** The bits of RFC 1951's fixed codes, 3.2.6. */
    private static int bits(int symbol) {
        return symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
    }

    private static int code(int symbol) {
        int code = symbol < 144
                ? 0x30 + symbol
                : symbol < 256 ? 0x190 + symbol - 144 : symbol < 280 ? symbol - 256 : 0xC0 + symbol - 280;
        return Integer.reverse(code) >>> Integer.SIZE - bits(symbol);
    }

    /** @param bytes a row from its first byte on */
    void row(byte[] bytes) {
        int end = window.length;
        boolean first = count == 2 && waiting == 3;
        System.arraycopy(window, end - DISTANCE, window, 0, DISTANCE);
        System.arraycopy(bytes, 0, window, DISTANCE, end - DISTANCE);
        checksum.update(bytes, 0, end - DISTANCE);
        int at = DISTANCE;
        if (first) {
            // Nothing lies before the first two bytes.
            literal(window[at++]);
            literal(window[at++]);
        }
        while (at < end) {
            int same = Arrays.mismatch(window, at, end, window, at - DISTANCE, end - DISTANCE);
            int length = same < 0 ? end - at : same;
            if (length < SHORTEST) {
                literal(window[at++]);
                continue;
            }
            int piece = Math.min(length, LONGEST);
            put(MATCH[piece], MATCH_BITS[piece]);
            at += piece;
        }
    }

    private void literal(byte value) {
        put(LITERAL[value & 0xFF], LITERAL_BITS[value & 0xFF]);
    }

    private void put(int bits, int number) {
        pending |= (long) bits << waiting;
        waiting += number;
        if (waiting >= Integer.SIZE) {
            if (count + Integer.BYTES > out.length) {
                out = Arrays.copyOf(out, 2 * out.length);
            }
            for (int i = 0; i < Integer.BYTES; i++) {
                out[count++] = (byte) pending;
                pending >>>= Byte.SIZE;
            }
            waiting -= Integer.SIZE;
        }
    }

    /** The stream; nothing may be added afterwards. */
    byte[] finish() {
        put(LITERAL[END_OF_BLOCK], LITERAL_BITS[END_OF_BLOCK]);
        int rest = (waiting + Byte.SIZE - 1) / Byte.SIZE;
        byte[] stream = Arrays.copyOf(out, count + rest + Integer.BYTES);
        for (int i = 0; i < rest; i++) {
            stream[count + i] = (byte) (pending >>> Byte.SIZE * i);
        }
        int sum = (int) checksum.getValue();
        for (int i = 0; i < Integer.BYTES; i++) {
            stream[count + rest + i] = (byte) (sum >>> Byte.SIZE * (3 - i));
        }
        return stream;
    }
}

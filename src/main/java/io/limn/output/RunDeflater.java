package io.limn.output;

import io.limn.output.zlib.Adler;
import java.util.Arrays;

/**
 * Compresses rows of two-byte samples that hardly change, as mattes do, into deflate blocks (RFC 1951) of a PNG's rows without a filter:
 * runs become matches, all else literals, in fixed codes. What it costs depends on the runs and not on the pixels. Refers to nothing before
 * its own rows, so several can be joined, see {@link DeflatePiece}. Not safe for use by several threads.
 */
final class RunDeflater {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    private static final int END_OF_BLOCK = 256;
    /** Length of a stored block, and its complement. */
    private static final byte[] STORED = {0, 0, -1, -1};

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

    private byte[] out;
    private int count;
    private long pending;
    private int waiting;
    /** The sample of the current run, and the run's length in bytes; runs of 0 include filter types, which are 0 too. */
    private int current;

    private long bytes;
    /** The last two bytes written as one sample; -1 before there are any. */
    private int written = -1;

    /** How many bytes the finished rows have. */
    private long length;

    private final Adler adler = new Adler();

    RunDeflater() {
        out = new byte[4 * 1024];
        put(0b010, 3); // a block of fixed codes, not the last
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

    /** Begins a row: writes its filter type, 0. */
    void beginRow() {
        if (current != 0) {
            flush();
            current = 0;
        }
        bytes++;
    }

    /** @param sample 0 until 65536 */
    void run(int sample, int samples) {
        if (sample != current) {
            flush();
            current = sample;
        }
        bytes += 2L * samples;
    }

    private void flush() {
        if (bytes == 0) {
            return;
        }
        length += bytes;
        int high = current >> 8;
        int low = current & 0xFF;
        if (bytes == 2 && written != current) {
            adler.add(high);
            adler.add(low);
            put(LITERAL[high] | LITERAL[low] << LITERAL_BITS[high], LITERAL_BITS[high] + LITERAL_BITS[low]);
            written = current;
            bytes = 0;
            return;
        }
        if (current == 0) {
            adler.run(0, bytes);
        } else {
            adler.pairs(high, low, bytes / 2);
        }
        if (written != current) {
            if (current == 0 && bytes == 1) {
                put(LITERAL[0], LITERAL_BITS[0]);
                written = written < 0 ? -1 : (written & 0xFF) << 8;
                bytes = 0;
                return;
            }
            put(LITERAL[high], LITERAL_BITS[high]);
            put(LITERAL[low], LITERAL_BITS[low]);
            written = current;
            bytes -= 2;
        }
        while (bytes >= SHORTEST) {
            int piece = (int) Math.min(bytes, LONGEST);
            put(MATCH[piece], MATCH_BITS[piece]);
            bytes -= piece;
        }
        for (; bytes > 0; bytes--) {
            int next = bytes == 2 ? high : low;
            put(LITERAL[next], LITERAL_BITS[next]);
        }
    }

    private void put(int bits, int number) {
        pending |= (long) bits << waiting;
        waiting += number;
        if (waiting >= Integer.SIZE) {
            if (count + Integer.BYTES > out.length) {
                out = Arrays.copyOf(out, 2 * out.length);
            }
            out[count] = (byte) pending;
            out[count + 1] = (byte) (pending >>> 8);
            out[count + 2] = (byte) (pending >>> 16);
            out[count + 3] = (byte) (pending >>> 24);
            count += Integer.BYTES;
            pending >>>= Integer.SIZE;
            waiting -= Integer.SIZE;
        }
    }

    /** The rows so far; none may be added afterwards. */
    DeflatePiece finish() {
        flush();
        put(LITERAL[END_OF_BLOCK], LITERAL_BITS[END_OF_BLOCK]);
        put(0, 3); // a stored block of no bytes, which begins at a whole byte
        put(0, -waiting & Byte.SIZE - 1);
        int rest = waiting / Byte.SIZE;
        byte[] piece = Arrays.copyOf(out, count + rest + STORED.length);
        for (int i = 0; i < rest; i++) {
            piece[count + i] = (byte) (pending >>> Byte.SIZE * i);
        }
        System.arraycopy(STORED, 0, piece, count + rest, STORED.length);
        return new DeflatePiece(piece, length, adler.value());
    }
}

package io.limn.output;

import java.util.Arrays;

/**
 * Compresses rows of two-byte samples that hardly change, as mattes do, into the zlib stream (RFC 1950 and 1951) of a PNG's rows without a
 * filter: runs become matches, all else literals, in one block of fixed codes. What it costs depends on the runs and not on the pixels.
 * Not safe for use by several threads.
 */
final class RunDeflater {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;
    private static final int END_OF_BLOCK = 256;
    private static final int MODULUS = 65_521;

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
    /** The sample that repeats, and of how many bytes it and its repeats are; of 0, also those of filter types. */
    private int current;

    private long bytes;
    /** The last two bytes written as one sample; -1 before there are any. */
    private int written = -1;

    private int sum = 1;
    private int sumOfSums;

    RunDeflater() {
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
        int high = current >> 8;
        int low = current & 0xFF;
        checksum(high, low);
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

    /** Adler-32 of the pending run, in closed form. */
    private void checksum(int high, int low) {
        if (current == 0) {
            sumOfSums = (int) ((sumOfSums + bytes % MODULUS * sum) % MODULUS);
            return;
        }
        long samples = bytes / 2;
        long both = high + low;
        long pairs = samples * (samples - 1) % MODULUS;
        sumOfSums =
                (int) ((sumOfSums + 2 * samples % MODULUS * sum + both * pairs + samples * (2 * high + low)) % MODULUS);
        sum = (int) ((sum + samples * both) % MODULUS);
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

    /** The stream; nothing may be added afterwards. */
    byte[] finish() {
        flush();
        put(LITERAL[END_OF_BLOCK], LITERAL_BITS[END_OF_BLOCK]);
        int rest = (waiting + Byte.SIZE - 1) / Byte.SIZE;
        byte[] stream = Arrays.copyOf(out, count + rest + Integer.BYTES);
        for (int i = 0; i < rest; i++) {
            stream[count + i] = (byte) (pending >>> Byte.SIZE * i);
        }
        int at = count + rest;
        stream[at] = (byte) (sumOfSums >> 8);
        stream[at + 1] = (byte) sumOfSums;
        stream[at + 2] = (byte) (sum >> 8);
        stream[at + 3] = (byte) sum;
        return stream;
    }
}

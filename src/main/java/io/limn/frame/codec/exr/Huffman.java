package io.limn.frame.codec.exr;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.header.Bytes;
import io.limn.frame.header.FrameRejectedException;
import java.util.Arrays;

/** Canonical Huffman codes of 16-bit values with runs, as OpenEXR's PIZ has them: longer codes have the smaller numbers. */
final class Huffman {
    private static final int HEADER = 20;
    private static final int SYMBOLS = (1 << 16) + 1;
    private static final int SHORT_RUN = 59;
    private static final int LONG_RUN = 63;

    /** Codes up to this length are found by a table. */
    private static final int TABLE_BITS = 12;

    /** No picture has symbols so rare that their codes are longer. */
    private static final int LONGEST = 56;

    private final byte[] lengths = new byte[SYMBOLS];
    private final long[] first = new long[LONGEST + 1];
    private final int[] counts = new int[LONGEST + 1];
    private final int[] starts = new int[LONGEST + 1];
    private final int[] sorted;
    private final int[] table = new int[1 << TABLE_BITS];
    private final byte[] array;
    private final int run;
    private int at;
    private final int end;
    private long held;
    private int bits;

    private Huffman(Bytes coded) throws FrameRejectedException {
        array = coded.array();
        end = coded.from() + coded.length();
        long least = coded.u32(0);
        long most = coded.u32(4);
        if (least >= SYMBOLS || most >= SYMBOLS || most < least) {
            throw broken();
        }
        run = (int) most;
        at = coded.from() + HEADER;
        readLengths((int) least, run);
        at -= bits >> 3; // the codes begin with the next whole byte
        bits = 0;
        sorted = assign();
    }

    static void unpack(Bytes coded, short[] to) throws FrameRejectedException {
        if (coded.length() == 0 && to.length == 0) {
            return;
        }
        new Huffman(coded).decode(to);
    }

    private void readLengths(int least, int most) throws FrameRejectedException {
        for (int symbol = least; symbol <= most; ) {
            int length = take(6);
            if (length < SHORT_RUN) {
                if (length > LONGEST) {
                    throw broken();
                }
                lengths[symbol++] = (byte) length;
                continue;
            }
            symbol += length == LONG_RUN ? take(8) + LONG_RUN - SHORT_RUN + 2 : length - SHORT_RUN + 2;
            if (symbol > most + 1) {
                throw broken();
            }
        }
    }

    private int[] assign() throws FrameRejectedException {
        for (byte length : lengths) {
            counts[length]++;
        }
        long code = 0;
        for (int length = LONGEST; length > 0; length--) {
            first[length] = code;
            code = code + counts[length] >> 1;
        }
        int all = 0;
        for (int length = 1; length <= LONGEST; length++) {
            starts[length] = all;
            all += counts[length];
            if (first[length] + counts[length] > 1L << length) {
                throw broken();
            }
        }
        int[] symbols = new int[all];
        int[] next = Arrays.copyOf(starts, starts.length);
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            int length = lengths[symbol];
            if (length == 0) {
                continue;
            }
            if (length <= TABLE_BITS) {
                long own = first[length] + next[length] - starts[length];
                int from = (int) (own << TABLE_BITS - length);
                Arrays.fill(table, from, from + (1 << TABLE_BITS - length), symbol << 8 | length);
            }
            symbols[next[length]++] = symbol;
        }
        return symbols;
    }

    private void decode(short[] to) throws FrameRejectedException {
        for (int filled = 0; filled < to.length; ) {
            int symbol = symbol();
            if (symbol != run) {
                to[filled++] = (short) symbol;
                continue;
            }
            int times = take(8);
            if (filled == 0 || times > to.length - filled) {
                throw broken();
            }
            Arrays.fill(to, filled, filled + times, to[filled - 1]);
            filled += times;
        }
    }

    private int symbol() throws FrameRejectedException {
        fill();
        int entry = table[
                (int) (bits >= TABLE_BITS ? held >>> bits - TABLE_BITS : held << TABLE_BITS - bits)
                        & (1 << TABLE_BITS) - 1];
        int length = entry & 0xFF;
        if (length > 0) {
            if (length > bits) {
                throw broken();
            }
            bits -= length;
            return entry >>> 8;
        }
        for (length = TABLE_BITS + 1; length <= Math.min(LONGEST, bits); length++) {
            long code = (held >>> bits - length & (1L << length) - 1) - first[length];
            if (code >= 0 && code < counts[length]) {
                bits -= length;
                return sorted[starts[length] + (int) code];
            }
        }
        throw broken();
    }

    private int take(int count) throws FrameRejectedException {
        fill();
        if (bits < count) {
            throw broken();
        }
        bits -= count;
        return (int) (held >>> bits) & (1 << count) - 1;
    }

    /** So that at least {@link #LONGEST} bits are there, or all that are left. */
    private void fill() {
        while (bits <= LONGEST && at < end) {
            held = held << 8 | array[at++] & 0xFF;
            bits += 8;
        }
    }

    private static FrameRejectedException broken() {
        return damaged("The EXR is damaged: the PIZ codes of a part of its picture contradict each other.");
    }
}

package io.limn.output.zlib;

/** Lengths of codes with their repeats as symbols of their own: 16 for the one before, 17 and 18 for zeros (RFC 1951, 3.2.7). */
final class LengthRuns {
    private static final int SYMBOLS = 19;
    private static final int REPEAT = 16;
    private static final int[] EXTRA_BITS = {2, 3, 7};
    private static final int[] LEAST = {3, 3, 11};

    private final int[] counts = new int[SYMBOLS];
    /** With the value of their extra bits above them. */
    private final int[] symbols;

    private int used;

    private LengthRuns(int room) {
        symbols = new int[room];
    }

    static LengthRuns of(int[] lengths) {
        LengthRuns runs = new LengthRuns(lengths.length);
        for (int i = 0, end; i < lengths.length; i = end) {
            end = i + 1;
            while (end < lengths.length && lengths[end] == lengths[i]) {
                end++;
            }
            runs.run(lengths[i], end - i);
        }
        return runs;
    }

    private void run(int length, int times) {
        int left = times;
        if (length == 0) {
            left = repeat(REPEAT + 1, repeat(REPEAT + 2, left));
        } else {
            symbol(length, 0);
            left = repeat(REPEAT, left - 1);
        }
        for (; left > 0; left--) {
            symbol(length, 0);
        }
    }

    /** As often as it fits; what is left then. */
    private int repeat(int symbol, int times) {
        int least = LEAST[symbol - REPEAT];
        int most = least + (1 << EXTRA_BITS[symbol - REPEAT]) - 1;
        int left = times;
        while (left >= least) {
            int piece = Math.min(left, most);
            symbol(symbol, piece - least);
            left -= piece;
        }
        return left;
    }

    private void symbol(int symbol, int extra) {
        counts[symbol]++;
        symbols[used++] = extra << Byte.SIZE | symbol;
    }

    int[] counts() {
        return counts;
    }

    void write(BitSink out, HuffmanCode code) {
        for (int i = 0; i < used; i++) {
            int symbol = symbols[i] & (1 << Byte.SIZE) - 1;
            out.put(code.codes()[symbol], code.lengths()[symbol]);
            if (symbol >= REPEAT) {
                out.put(symbols[i] >> Byte.SIZE, EXTRA_BITS[symbol - REPEAT]);
            }
        }
    }
}

package io.limn.output.zlib;

/**
 * A prefix code as deflate has it (RFC 1951, 3.2.2): the codes follow from their lengths, which follow from how often each symbol occurs
 * (Huffman, 1952).
 *
 * @param lengths in bits, by symbol; 0 for one that has no code
 * @param codes by symbol, first bit lowest
 */
record HuffmanCode(int[] lengths, int[] codes) {
    /** Of {@link #packed}: which bits are the code's, and above which its length stands. */
    static final int LENGTH_SHIFT = 16;

    static final int CODE = (1 << LENGTH_SHIFT) - 1;

    /**
     * Of at least two symbols, since not all readers take a code of one.
     *
     * @param counts by symbol
     * @param longest a code may be, in bits
     */
    static HuffmanCode of(int[] counts, int longest) {
        int[] lengths = HuffmanLengths.of(counts, longest);
        return new HuffmanCode(lengths, codes(lengths, longest));
    }

    /** By symbol, its code with the length above it. */
    int[] packed() {
        int[] packed = new int[codes.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = codes[i] | lengths[i] << LENGTH_SHIFT;
        }
        return packed;
    }

    private static int[] codes(int[] lengths, int longest) {
        int[] next = new int[longest + 2];
        for (int length : lengths) {
            next[length + 1] += length == 0 ? 0 : 1;
        }
        for (int bits = 1; bits <= longest; bits++) {
            next[bits] = next[bits] + next[bits - 1] << 1;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            if (lengths[symbol] > 0) {
                codes[symbol] = Integer.reverse(next[lengths[symbol]]++) >>> Integer.SIZE - lengths[symbol];
            }
        }
        return codes;
    }
}

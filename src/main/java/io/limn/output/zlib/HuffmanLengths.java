package io.limn.output.zlib;

import java.util.Arrays;

/** How long the code of each symbol is, by how often it occurs (Huffman, 1952). */
final class HuffmanLengths {
    private static final int SYMBOL_BITS = 16;
    private static final int SYMBOL = (1 << SYMBOL_BITS) - 1;

    private HuffmanLengths() {}

    /**
     * Of at least two symbols, since not all readers take a code of one.
     *
     * @param counts by symbol
     * @param longest a code may be, in bits
     */
    static int[] of(int[] counts, int longest) {
        int[] lengths = new int[counts.length];
        long[] leaves = leaves(counts);
        while (!lengths(leaves, lengths, longest)) {
            // Flatter counts have shorter codes.
            for (int i = 0; i < leaves.length; i++) {
                long half = (leaves[i] >>> SYMBOL_BITS) + 1 >>> 1;
                leaves[i] = half << SYMBOL_BITS | leaves[i] & SYMBOL;
            }
            Arrays.sort(leaves);
        }
        return lengths;
    }

    /** Symbols that occur, with their counts above their numbers, the rarest first. */
    private static long[] leaves(int[] counts) {
        long[] leaves = new long[Math.max(2, counts.length)];
        int used = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            if (counts[symbol] > 0) {
                leaves[used++] = (long) counts[symbol] << SYMBOL_BITS | symbol;
            }
        }
        for (int symbol = 0; used < 2; symbol++) {
            if (counts[symbol] == 0) {
                leaves[used++] = 1L << SYMBOL_BITS | symbol;
            }
        }
        leaves = Arrays.copyOf(leaves, used);
        Arrays.sort(leaves);
        return leaves;
    }

    /** Whether none is longer than {@code longest}. */
    private static boolean lengths(long[] leaves, int[] lengths, int longest) {
        int nodes = 2 * leaves.length - 1;
        long[] weights = new long[nodes];
        int[] parents = new int[nodes];
        for (int i = 0; i < leaves.length; i++) {
            weights[i] = leaves[i] >>> SYMBOL_BITS;
        }
        // Pairs come out in the order of their weights, so the two smallest are at the head of the leaves or of the
        // pairs.
        int leaf = 0;
        int pair = leaves.length;
        for (int made = leaves.length; made < nodes; made++) {
            for (int k = 0; k < 2; k++) {
                boolean fromLeaves = leaf < leaves.length && (pair == made || weights[leaf] <= weights[pair]);
                int child = fromLeaves ? leaf++ : pair++;
                weights[made] += weights[child];
                parents[child] = made;
            }
        }
        int[] depths = new int[nodes];
        int deepest = 0;
        for (int i = nodes - 2; i >= 0; i--) {
            depths[i] = depths[parents[i]] + 1;
            deepest = Math.max(deepest, depths[i]);
        }
        for (int i = 0; i < leaves.length; i++) {
            lengths[(int) leaves[i] & SYMBOL] = depths[i];
        }
        return deepest <= longest;
    }
}

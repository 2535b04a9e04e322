package io.limn.output.zlib;

/** The head of a deflate block: the lengths of both codes, in a code of their own (RFC 1951, 3.2.7). */
final class CodeLengths {
    private static final int LONGEST = 7;
    private static final int LEAST_LITERALS = 257;
    private static final int LEAST_LISTED = 4;

    /** In which order the lengths of this code stand. */
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private CodeLengths() {}

    static void write(BitSink out, int[] literals, int[] distances) {
        int literalCount = used(literals, LEAST_LITERALS);
        int distanceCount = used(distances, 1);
        int[] all = new int[literalCount + distanceCount];
        System.arraycopy(literals, 0, all, 0, literalCount);
        System.arraycopy(distances, 0, all, literalCount, distanceCount);
        LengthRuns runs = LengthRuns.of(all);
        HuffmanCode code = HuffmanCode.of(runs.counts(), LONGEST);
        int listed = ORDER.length;
        while (listed > LEAST_LISTED && code.lengths()[ORDER[listed - 1]] == 0) {
            listed--;
        }
        out.put(literalCount - LEAST_LITERALS, 5);
        out.put(distanceCount - 1, 5);
        out.put(listed - LEAST_LISTED, 4);
        for (int i = 0; i < listed; i++) {
            out.put(code.lengths()[ORDER[i]], 3);
        }
        runs.write(out, code);
    }

    private static int used(int[] lengths, int least) {
        int used = lengths.length;
        while (used > least && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }
}

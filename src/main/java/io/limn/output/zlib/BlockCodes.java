package io.limn.output.zlib;

import java.util.Arrays;

/** The two codes of a deflate block (RFC 1951, 3.2.5 to 3.2.7): one of literals and lengths, one of distances. */
final class BlockCodes {
    private static final int END_OF_BLOCK = 256;
    private static final int LITERALS = 286;
    private static final int DISTANCES = 30;
    private static final int LONGEST_CODE = 15;

    private final int[] literals = new int[LITERALS];
    private final int[] distances = new int[DISTANCES];
    /** Codes, with their lengths above them. */
    private int[] literalCodes;

    private int[] distanceCodes;

    void clear() {
        Arrays.fill(literals, 0);
        Arrays.fill(distances, 0);
    }

    void literal(int value, int times) {
        literals[value] += times;
    }

    void match(int length, int distance, int times) {
        literals[MatchLength.symbol(length)] += times;
        distances[symbol(distance)] += times;
    }

    private static int symbol(int distance) {
        int value = distance - 1;
        if (value < 4) {
            return value;
        }
        int high = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
        return 2 * high + (value >> high - 1 & 1);
    }

    /** Makes the codes and writes the block's head. */
    void begin(BitSink out, boolean last) {
        literals[END_OF_BLOCK]++;
        HuffmanCode literalCode = HuffmanCode.of(literals, LONGEST_CODE);
        HuffmanCode distanceCode = HuffmanCode.of(distances, LONGEST_CODE);
        literalCodes = literalCode.packed();
        distanceCodes = distanceCode.packed();
        out.put(last ? 1 : 0, 1);
        out.put(0b10, 2);
        CodeLengths.write(out, literalCode.lengths(), distanceCode.lengths());
    }

    void writeLiteral(BitSink out, int value) {
        int code = literalCodes[value];
        out.put(code & HuffmanCode.CODE, code >> HuffmanCode.LENGTH_SHIFT);
    }

    void writeMatch(BitSink out, int length, int distance, int times) {
        int code = literalCodes[MatchLength.symbol(length)];
        int bits = code >> HuffmanCode.LENGTH_SHIFT;
        int first = code & HuffmanCode.CODE | MatchLength.extra(length) << bits;
        int firstBits = bits + MatchLength.extraBits(length);
        int far = symbol(distance);
        code = distanceCodes[far];
        bits = code >> HuffmanCode.LENGTH_SHIFT;
        int extra = Math.max(0, (far >> 1) - 1);
        int second = code & HuffmanCode.CODE | (distance - 1 & (1 << extra) - 1) << bits;
        for (int i = 0; i < times; i++) {
            out.put(first, firstBits);
            out.put(second, bits + extra);
        }
    }

    /** Writes the block's end, and begins to count for the next one. */
    void end(BitSink out) {
        writeLiteral(out, END_OF_BLOCK);
        clear();
    }
}

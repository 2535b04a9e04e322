package io.limn.output.zlib;

/** How the length of a match, 3 to 258, is written: a symbol and extra bits (RFC 1951, 3.2.5). */
final class MatchLength {
    private static final int FIRST_SYMBOL = 257;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 258;

    /** First length of the length symbols 257 to 285. */
    private static final int[] LENGTHS = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };

    private static final int[] EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };

    /** Place in the tables above, by length. */
    private static final byte[] PLACES = new byte[LONGEST + 1];

    static {
        for (int length = SHORTEST, at = 0; length <= LONGEST; length++) {
            if (at + 1 < LENGTHS.length && length == LENGTHS[at + 1]) {
                at++;
            }
            PLACES[length] = (byte) at;
        }
    }

    private MatchLength() {}

    static int symbol(int length) {
        return FIRST_SYMBOL + PLACES[length];
    }

    static int extra(int length) {
        return length - LENGTHS[PLACES[length]];
    }

    static int extraBits(int length) {
        return EXTRA[PLACES[length]];
    }
}

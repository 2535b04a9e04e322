package io.limn.frame.codec.fax;

/** Bits of a strip or tile, the high one first; zeros behind its end. */
final class FaxBits {
    /** An end-of-line code has so many zeros or more, and a one; no other code does. */
    private static final int EOL_ZEROS = 11;

    private final byte[] packed;
    private final long end;
    private long at;

    FaxBits(byte[] packed, int from, int size) {
        this.packed = packed;
        this.at = 8L * from;
        this.end = at + 8L * size;
    }

    /** The next bits, at most 16, which stay. */
    int peek(int count) {
        int first = (int) (at >> 3);
        int three = octet(first) << 16 | octet(first + 1) << 8 | octet(first + 2);
        return three >>> 24 - (int) (at & 7) - count & (1 << count) - 1;
    }

    private int octet(int index) {
        return 8L * index < end ? packed[index] & 0xFF : 0;
    }

    void skip(int count) {
        at += count;
    }

    void toByte() {
        at = at + 7 & ~7L;
    }

    /** Whether bits were taken that the strip does not have. */
    boolean overdrawn() {
        return at > end;
    }

    boolean ended() {
        return at >= end;
    }

    /** Takes an end of line, with zeros before it that fill a byte or time. Zeros alone up to the end are taken too, and are none. */
    boolean endOfLine() {
        if (peek(EOL_ZEROS) != 0) {
            return false;
        }
        at += EOL_ZEROS;
        while (!ended()) {
            if (peek(16) == 0) {
                at += 16;
            } else if (peek(1) == 0) {
                at++;
            } else {
                at++;
                return true;
            }
        }
        return false;
    }

    /** Goes to where the next end of line begins; false where there is none. */
    boolean toEndOfLine() {
        while (!ended() && peek(EOL_ZEROS) != 0) {
            at++;
        }
        return !ended();
    }
}

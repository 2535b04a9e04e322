package io.limn.output.exr;

/** IEEE 754 binary16. */
final class Half {
    private static final int INFINITE = 0x7F800000;
    /** 65520: from here on the nearest is infinity. */
    private static final int TOO_LARGE = 0x477FF000;

    /** 2^-14: what is smaller is subnormal. */
    private static final int NORMAL = 0x38800000;

    private static final int HALF_INFINITE = 0x7C00;
    private static final int HALF_NAN = 0x7E00;

    private Half() {}

    /** The nearest half's bits, of two equally near the even ones; NaN stays NaN. */
    static int bits(float value) {
        int all = Float.floatToRawIntBits(value);
        int sign = all >>> 16 & 0x8000;
        int rest = all & 0x7FFFFFFF;
        if (rest >= TOO_LARGE) {
            return sign | (rest > INFINITE ? HALF_NAN : HALF_INFINITE);
        }
        if (rest < NORMAL) {
            // A sum with 0.5 has the step of subnormal halves, 2^-24, and is rounded to it.
            return sign | Float.floatToRawIntBits(Float.intBitsToFloat(rest) + 0.5f) - 0x3F000000;
        }
        // The exponent's bias goes from 127 to 15; adding a carry below what is cut off rounds.
        return sign | rest - (112 << 23) + 0xFFF + (rest >>> 13 & 1) >>> 13;
    }
}

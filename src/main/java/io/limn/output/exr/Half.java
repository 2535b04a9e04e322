package io.limn.output.exr;

/** Conversion to IEEE 754 binary16. */
final class Half {
    private static final int INFINITE = 0x7F800000;
    /** The bits of 65520, from which on values round to infinity. */
    private static final int TOO_LARGE = 0x477FF000;

    /** The bits of 2^-14; smaller values are subnormal. */
    private static final int NORMAL = 0x38800000;

    private static final int HALF_INFINITE = 0x7C00;
    private static final int HALF_NAN = 0x7E00;

    private Half() {}

    /** The bits of the nearest half, ties to even; NaN stays NaN. */
    static int bits(float value) {
        int all = Float.floatToRawIntBits(value);
        int sign = all >>> 16 & 0x8000;
        int rest = all & 0x7FFFFFFF;
        if (rest >= TOO_LARGE) {
            return sign | (rest > INFINITE ? HALF_NAN : HALF_INFINITE);
        }
        if (rest < NORMAL) {
            // Floats from 0.5 to 1 are 2^-24 apart, as subnormal halves are, so adding 0.5 rounds to that step.
            return sign | Float.floatToRawIntBits(Float.intBitsToFloat(rest) + 0.5f) - 0x3F000000;
        }
        // The exponent's bias changes from 127 to 15; the addition to the bits that are cut off rounds to nearest even.
        return sign | rest - (112 << 23) + 0xFFF + (rest >>> 13 & 1) >>> 13;
    }
}

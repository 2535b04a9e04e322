package io.limn.output.matte;

/** The natural logarithm in single precision, for loops over cells, with an error below 2e-4. */
final class Logarithm {
    private static final float LN_2 = 0.6931472f;
    private static final int MANTISSA = 23;
    private static final int BIAS = 127;

    private Logarithm() {}

    /** @param x above 0, not subnormal */
    static float of(float x) {
        int bits = Float.floatToRawIntBits(x);
        int power = (bits >> MANTISSA) - BIAS;
        float m = Float.intBitsToFloat(bits - (power << MANTISSA));
        // With z = (m - 1) / (m + 1), ln m is 2 (z + z^3/3 + z^5/5 + ...); z is below a third.
        float z = (m - 1) / (m + 1);
        float square = z * z;
        return power * LN_2 + 2 * z * (1 + square * (1 / 3f + square * (1 / 5f + square / 7f)));
    }
}

package io.limn.model.decode;

/**
 * 1 / (1 + e^-x) with an error below 2e-7, for whole rows: the loops have neither branches nor table lookups, so that the JIT compiler
 * vectorises them.
 *
 * <p>σ(x) − ½ = t/(1+t²) with t = tanh(x/4), from seven steps of Lambert's continued fraction.
 */
final class Sigmoid {
    /** From here on the sigmoid rounds to 1 in single precision. */
    private static final float END = 17;

    private Sigmoid() {}

    /** Computes the sigmoid of the first {@code count} numbers. */
    static void each(float[] x, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = 0.5f + overHalf(x[i]);
        }
    }

    /** Computes the sigmoid of each number times {@code factor}; negative numbers are treated as 0. */
    static void scaled(float[] x, float factor, float[] products, int from, int to) {
        for (int i = from; i < to; i++) {
            products[i] = (0.5f + overHalf(Math.max(x[i], 0))) * factor;
        }
    }

    /** Adds the sigmoid of each number minus 0.5 to its sum; negative numbers add nothing. */
    static void addOverHalf(float[] x, float[] sums, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[i] += overHalf(Math.max(x[i], 0));
        }
    }

    private static float overHalf(float x) {
        float v = Math.max(Math.min(x, END), -END) * 0.25f;
        float w = v * v;
        float p = v * (135135 + w * (17325 + w * (378 + w)));
        float q = 135135 + w * (62370 + w * (3150 + w * 28));
        return p * q / (p * p + q * q);
    }
}

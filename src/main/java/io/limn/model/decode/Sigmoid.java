package io.limn.model.decode;

/**
 * 1 / (1 + e^-x) within 2e-7, for whole rows: the loops have neither branch nor table, so the JIT compiler vectorises them.
 *
 * <p>σ(x) − ½ = t/(1+t²) with t = tanh(x/4), which Lambert's continued fraction gives in seven steps.
 */
final class Sigmoid {
    /** From here on a float's sigmoid is 1. */
    private static final float END = 17;

    private Sigmoid() {}

    /** The sigmoid of each of the first {@code count} numbers. */
    static void each(float[] x, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = 0.5f + overHalf(x[i]);
        }
    }

    /** The sigmoid of each number times {@code factor}; of those below 0 what 0 would give. */
    static void scaled(float[] x, float factor, float[] products, int from, int to) {
        for (int i = from; i < to; i++) {
            products[i] = (0.5f + overHalf(Math.max(x[i], 0))) * factor;
        }
    }

    /** Adds to each sum how far the sigmoid of its number is above a half, nothing for those below 0. */
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

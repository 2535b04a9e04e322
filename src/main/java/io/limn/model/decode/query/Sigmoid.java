package io.limn.model.decode.query;

/** 1 / (1 + e^-x) of positive x, from a table: within 2e-7, and many times as fast as the exponential. */
final class Sigmoid {
    private static final int STEPS = 256;
    private static final int END = 17;
    private static final float[] TABLE = new float[STEPS * END + 2];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = (float) exact((double) i / STEPS);
        }
    }

    private Sigmoid() {}

    static double exact(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** @param x at least 0 */
    static float of(float x) {
        float at = Math.min(x, END) * STEPS;
        int step = (int) at;
        return TABLE[step] + (TABLE[step + 1] - TABLE[step]) * (at - step);
    }
}

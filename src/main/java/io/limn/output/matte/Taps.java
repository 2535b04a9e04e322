package io.limn.output.matte;

/**
 * Linear interpolation along one axis from coarse samples to fine ones: sample i is
 * {@code coarse[low[i]] + (coarse[high[i]] - coarse[low[i]]) * fraction[i]}. Beyond the outer samples the outer values are repeated.
 */
record Taps(int[] low, int[] high, float[] fraction) {
    /**
     * @param count number of fine samples
     * @param step coarse samples per fine sample
     * @param origin coarse coordinate of the fine axis's start; samples have their centres at half-integers
     * @param coarse number of coarse samples
     */
    static Taps of(int count, double step, double origin, int coarse) {
        int[] low = new int[count];
        int[] high = new int[count];
        float[] fraction = new float[count];
        for (int i = 0; i < count; i++) {
            double at = Math.max(0, Math.min(coarse - 1, origin + (i + 0.5) * step - 0.5));
            low[i] = Math.min((int) at, Math.max(0, coarse - 2));
            high[i] = Math.min(low[i] + 1, coarse - 1);
            fraction[i] = (float) (at - low[i]);
        }
        return new Taps(low, high, fraction);
    }

    float of(float[] coarse, int i) {
        float a = coarse[low[i]];
        return a + (coarse[high[i]] - a) * fraction[i];
    }
}

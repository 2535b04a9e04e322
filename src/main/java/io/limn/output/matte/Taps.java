package io.limn.output.matte;

/**
 * Where the samples of one axis lie among those of a coarser one, for linear interpolation: sample i is
 * {@code coarse[low[i]] + (coarse[high[i]] - coarse[low[i]]) * fraction[i]}; beyond the outer samples their values stay.
 */
record Taps(int[] low, int[] high, float[] fraction) {
    /**
     * @param count fine samples
     * @param step coarse samples a fine one
     * @param origin coarse coordinate of the fine axis's beginning, samples having their centres at halves
     * @param coarse samples there are
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

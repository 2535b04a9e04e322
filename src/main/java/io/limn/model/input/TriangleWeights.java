package io.limn.model.input;

/**
 * Which source pixels one axis of a bilinear resize reads, and how much each counts: a triangle around the target pixel's centre
 * that reaches one pixel to each side of the larger of the two rasters. In fixed point, to give the bytes that PIL gives.
 */
final class TriangleWeights {
    /** Weights are in units of 2^-{@value}. */
    static final int BITS = 22;

    /** Target pixel i reads {@code count[i]} source pixels from {@code first[i]} on. */
    final int[] first;

    final int[] count;
    /** Weights of target pixel i start at {@code i * most}. */
    final int[] weights;

    final int most;

    /**
     * @param source pixels there are
     * @param target pixels wanted
     */
    TriangleWeights(int source, int target) {
        double ratio = (double) source / target;
        double reach = Math.max(1, ratio);
        first = new int[target];
        count = new int[target];
        most = (int) Math.ceil(reach) * 2 + 1;
        weights = new int[Math.multiplyExact(target, most)];
        double[] shares = new double[most];
        for (int i = 0; i < target; i++) {
            double centre = (i + 0.5) * ratio;
            int begin = (int) Math.max(0, centre - reach + 0.5);
            int end = (int) Math.min(source, centre + reach + 0.5);
            double sum = 0;
            for (int k = begin; k < end; k++) {
                shares[k - begin] = Math.max(0, 1 - Math.abs((k + 0.5 - centre) / reach));
                sum += shares[k - begin];
            }
            for (int k = 0; k < end - begin; k++) {
                weights[i * most + k] = (int) (0.5 + shares[k] / sum * (1 << BITS));
            }
            first[i] = begin;
            count[i] = end - begin;
        }
    }
}

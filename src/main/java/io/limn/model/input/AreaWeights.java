package io.limn.model.input;

import java.util.Arrays;

/**
 * Which source pixels one axis of a resize reads, and how much each counts. Shrinking averages over the area a target pixel
 * covers, enlarging interpolates between pixel centres.
 */
final class AreaWeights {
    /** Target pixel i reads {@code count[i]} source pixels from {@code first[i]} on. */
    final int[] first;

    final int[] count;
    /** Weights of target pixel i start at {@code offset[i]} and sum up to the given sum exactly. */
    final int[] offset;

    final int[] weights;
    /** Whether every target pixel is one source pixel. */
    final boolean identity;
    /** Whether every target pixel is the mean of two source pixels. */
    final boolean halved;

    /**
     * @param source pixels there are
     * @param target pixels wanted
     * @param sum of a target pixel's weights, a power of two
     */
    AreaWeights(int source, int target, int sum) {
        first = new int[target];
        count = new int[target];
        offset = new int[target + 1];
        identity = source == target;
        halved = source == 2 * target;
        double ratio = (double) source / target;
        int most = (int) Math.ceil(ratio) + 2;
        int[] all = new int[Math.multiplyExact(target, most)];
        double[] shares = new double[most];
        int used = 0;
        for (int i = 0; i < target; i++) {
            int begin = ratio >= 1 ? area(i, ratio, source, shares) : between(i, ratio, source, shares);
            int length = (int) shares[most - 1];
            first[i] = begin;
            offset[i] = used;
            double share = 0;
            int given = 0;
            for (int k = 0; k < length; k++) {
                share += shares[k];
                // Rounding the running sum keeps the total exact, however small the single weights are.
                int upTo = k == length - 1 ? sum : (int) Math.round(share * sum);
                all[used++] = upTo - given;
                given = upTo;
            }
            count[i] = length;
        }
        offset[target] = used;
        weights = Arrays.copyOf(all, used);
    }

    /** Shares of the pixels that [i*ratio, (i+1)*ratio) covers; their number goes into the last place. */
    private static int area(int i, double ratio, int source, double[] shares) {
        double from = i * ratio;
        double to = Math.min(source, (i + 1) * ratio);
        int begin = Math.min(source - 1, (int) (from + 1e-9));
        int end = Math.max(begin + 1, Math.min(source, (int) Math.ceil(to - 1e-9)));
        for (int k = begin; k < end; k++) {
            shares[k - begin] = (Math.min(to, k + 1.0) - Math.max(from, k)) / (to - from);
        }
        shares[shares.length - 1] = end - begin;
        return begin;
    }

    private static int between(int i, double ratio, int source, double[] shares) {
        double at = Math.max(0, Math.min(source - 1.0, (i + 0.5) * ratio - 0.5));
        int begin = (int) at;
        double fraction = at - begin;
        boolean single = fraction == 0 || begin == source - 1;
        shares[0] = single ? 1 : 1 - fraction;
        shares[1] = fraction;
        shares[shares.length - 1] = single ? 1 : 2;
        return begin;
    }
}

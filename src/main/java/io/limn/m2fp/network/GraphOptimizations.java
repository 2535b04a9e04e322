package io.limn.m2fp.network;

/**
 * Where the graph deviates from the paper's formulas to be faster; the results are the same up to rounding.
 *
 * @param matrices linear layers as {@code Gemm} over tokens x channels, and keys, values and samples stored channels first, so that most
 *     transposes of attention disappear
 * @param smallMasks attention masks from a map that is downsampled once, where the paper downsamples the masks of every layer, and no
 *     convolution for the mask features
 */
public record GraphOptimizations(boolean matrices, boolean smallMasks) {
    /** The paper's formulas, as an exporter writes them. */
    public static final GraphOptimizations PLAIN = new GraphOptimizations(false, false);
    /** All of them: the fastest graph. */
    public static final GraphOptimizations FAST = new GraphOptimizations(true, true);
}

package io.limn.m2fp.network;

/**
 * What the graph does differently from the paper's formulas to be faster; the numbers it gives are the same up to rounding.
 *
 * @param matrices linear layers as {@code Gemm} over tokens x channels, and keys, values and samples laid with the channels first, so
 *     that most transposes of attention disappear
 * @param smallMasks attention masks from a map shrunk once, where the paper shrinks the masks of every layer, and no convolution for
 *     the mask features
 */
public record GraphOptimizations(boolean matrices, boolean smallMasks) {
    /** The paper's formulas, as an exporter writes them. */
    public static final GraphOptimizations PLAIN = new GraphOptimizations(false, false);
    /** All of them: the fastest graph. */
    public static final GraphOptimizations FAST = new GraphOptimizations(true, true);
}

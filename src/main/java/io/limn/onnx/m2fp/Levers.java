package io.limn.onnx.m2fp;

/**
 * What the graph does differently from the paper's formulas to be faster; the numbers it gives are the same up to rounding.
 *
 * @param matrices linear layers as {@code Gemm} over tokens x channels, and keys, values and samples laid with the channels first, so
 *     that most transposes of attention disappear
 * @param smallMasks attention masks from a map shrunk once, where the paper shrinks the masks of every layer, and no convolution for
 *     the mask features
 */
public record Levers(boolean matrices, boolean smallMasks) {
    /** The paper's formulas, as an exporter writes them. */
    public static final Levers PLAIN = new Levers(false, false);
    /** What pays. */
    public static final Levers FAST = new Levers(true, true);
}

package io.limn.m2fp.network;

import java.util.List;

/**
 * Names of the tensors between which a layer of the encoder samples: the caller of the graph may compute {@code sampled} of the
 * others by himself. They are the same however the graph is built.
 *
 * @param values tokens x channels, what is sampled
 * @param offsets tokens x (heads x scales x points x 2), x before y, in cells of the scale that is sampled
 * @param shares tokens x heads x (scales x points), which sum up to 1
 * @param sampled tokens x channels
 */
public record SamplingNames(String values, String offsets, String shares, String sampled) {
    /** Pixels a cell of the scales, in the order of the tokens and of the offsets. */
    public static final List<Integer> STRIDES = List.of(32, 16, 8);

    /** Of the encoder's {@code layer}-th layer, from 0. */
    public static SamplingNames of(int layer) {
        String stem = "enc_layer" + layer + "_";
        return new SamplingNames(stem + "values", stem + "offsets", stem + "shares", stem + "sampled");
    }
}

package io.limn.m2fp.network;

import java.util.List;

/**
 * Names of the tensors around the sampling of an encoder layer, so that the graph can be cut there and {@code sampled} computed from the
 * others outside of it. They are the same for all variants of the graph.
 *
 * @param values the sampled maps, tokens x channels
 * @param offsets tokens x (heads x scales x points x 2), x before y, in cells of the sampled scale
 * @param shares attention weights, tokens x heads x (scales x points); they sum to 1 per token and head
 * @param sampled tokens x channels
 */
public record SamplingNames(String values, String offsets, String shares, String sampled) {
    /** Strides of the scales in input pixels, in the order of the tokens and of the offsets. */
    public static final List<Integer> STRIDES = List.of(32, 16, 8);

    /** The names of an encoder layer, counted from 0. */
    public static SamplingNames of(int layer) {
        String stem = "enc_layer" + layer + "_";
        return new SamplingNames(stem + "values", stem + "offsets", stem + "shares", stem + "sampled");
    }
}

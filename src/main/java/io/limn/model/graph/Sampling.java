package io.limn.model.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * The places where a network samples by multi-scale deformable attention. Limn does that faster than the graph's own operators: it runs the
 * network in pieces and samples between them. Between two samplings the network must compute each token independently. The file contains
 * the whole graph, which also runs without this entry.
 *
 * @param heads number of heads, each with an equal part of the channels
 * @param strides input pixels per cell, scale by scale in the order of the tokens; each divides {@code input.size.stride}
 * @param layers in the order in which they are computed
 */
public record Sampling(
        @JsonProperty(required = true) int heads,
        @JsonProperty(required = true) List<Integer> strides,
        @JsonProperty(required = true) List<Layer> layers) {
    public Sampling {
        strides = List.copyOf(strides);
        layers = List.copyOf(layers);
        if (heads < 1
                || strides.isEmpty()
                || layers.isEmpty()
                || strides.stream().anyMatch(stride -> stride < 1)) {
            throw new IllegalArgumentException("needs at least one each of heads, strides and layers, strides above 0");
        }
    }

    /**
     * Names of tensors in the graph; {@code sampled} is what the graph computes from the others.
     *
     * @param values tokens x channels, heads side by side
     * @param offsets tokens x (heads x scales x points x 2): x before y, in cells of the scale, relative to the token's own position
     * @param shares tokens x heads x (scales x points)
     * @param sampled tokens x channels
     */
    public record Layer(
            @JsonProperty(required = true) String values,
            @JsonProperty(required = true) String offsets,
            @JsonProperty(required = true) String shares,
            @JsonProperty(required = true) String sampled) {
        public Layer {
            Objects.requireNonNull(values);
            Objects.requireNonNull(offsets);
            Objects.requireNonNull(shares);
            Objects.requireNonNull(sampled);
        }

        /** The tensors that the sampling reads. */
        public List<String> read() {
            return List.of(values, offsets, shares);
        }
    }
}

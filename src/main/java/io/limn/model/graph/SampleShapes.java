package io.limn.model.graph;

import java.util.List;
import java.util.Map;

/**
 * The sizes of a {@link Sampling}'s tokens, as the network declares them.
 *
 * @param channels per token
 * @param points per head and scale
 */
record SampleShapes(int channels, int points) {
    /**
     * @param tails dimensions of a token's row, by tensor
     * @throws IllegalArgumentException if they are inconsistent; names the tensor
     */
    static SampleShapes of(Sampling sampling, Map<String, List<Long>> tails) {
        SampleShapes first = of(sampling, sampling.layers().get(0), tails);
        for (Sampling.Layer layer : sampling.layers()) {
            if (!of(sampling, layer, tails).equals(first)) {
                throw new IllegalArgumentException(
                        "'" + layer.values() + "' or what belongs to it is of another shape than in the first layer");
            }
        }
        return first;
    }

    private static SampleShapes of(Sampling sampling, Sampling.Layer layer, Map<String, List<Long>> tails) {
        int groups = sampling.heads() * sampling.strides().size();
        int channels = row(layer.values(), sampling.heads(), tails);
        int points = row(layer.shares(), groups, tails) / groups;
        int offsets = row(layer.offsets(), groups, tails);
        if (offsets != groups * points * 2) {
            throw new IllegalArgumentException("'" + layer.offsets() + "' has " + offsets + " numbers per token, but '"
                    + layer.shares() + "' has " + groups * points + ", which should be half as many");
        }
        return new SampleShapes(channels, points);
    }

    private static int row(String name, int divisor, Map<String, List<Long>> tails) {
        int width = TokenRows.width(tails.get(name));
        if (width % divisor != 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + width + " numbers per token, which " + divisor + " does not divide");
        }
        return width;
    }
}

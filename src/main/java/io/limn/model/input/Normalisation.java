package io.limn.model.input;

import java.util.List;
import java.util.Objects;

/**
 * What becomes of a colour value v in 0..255: {@code (v - mean) / std}, in the tensor's channel order.
 *
 * @param order {@code RGB} or {@code BGR}
 * @param mean of the three channels, in that order
 * @param std of the three channels, in that order, none of them 0
 */
public record Normalisation(Order order, List<Float> mean, List<Float> std) {
    /** The order of the tensor's channels. */
    public enum Order {
        RGB,
        BGR
    }

    public Normalisation {
        Objects.requireNonNull(order);
        mean = three("mean", mean);
        std = three("std", std);
        if (std.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("std must be above 0, not " + std);
        }
    }

    private static List<Float> three(String name, List<Float> values) {
        if (values == null || values.size() != 3) {
            throw new IllegalArgumentException(name + " must have three values, one per channel, not " + values);
        }
        return List.copyOf(values);
    }
}

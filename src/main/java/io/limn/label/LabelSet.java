package io.limn.label;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The classes of one label layer, in the order of their ids 0..n-1.
 *
 * @param name the layer's name, e.g. {@code parts}
 * @param labels dense: the label at index i has id i
 * @param pairs label names that are the left and right of the same thing
 */
public record LabelSet(String name, List<Label> labels, List<Pair> pairs) {
    /** A left label and its right twin, by name. */
    public record Pair(String left, String right) {}

    public LabelSet {
        labels = List.copyOf(labels);
        pairs = List.copyOf(pairs);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            if (label.id() != i) {
                throw new IllegalArgumentException(
                        "layer '" + name + "': label ids must run 0, 1, 2, …; found " + label.id() + " at place " + i);
            }
            if (!names.add(label.name())) {
                throw new IllegalArgumentException("layer '" + name + "': label '" + label.name() + "' stands twice");
            }
        }
        for (Pair pair : pairs) {
            if (!names.contains(pair.left()) || !names.contains(pair.right())) {
                throw new IllegalArgumentException("layer '" + name + "': the pair " + pair + " names no label of it");
            }
        }
    }

    public int size() {
        return labels.size();
    }

    public Optional<Label> byName(String labelName) {
        return labels.stream().filter(label -> label.name().equals(labelName)).findFirst();
    }
}

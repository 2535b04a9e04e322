package io.limn.label;

import java.util.List;

/**
 * Labels that belong together, of one layer or several: {@code of} minus {@code without}. Coverage is added up within a layer; across
 * layers, the larger value is used.
 *
 * @param name lower case with hyphens and points, e.g. {@code left-arm.skin}
 * @param of at least one label
 */
public record Group(String name, List<Member> of, List<Member> without) {
    public Group {
        of = List.copyOf(of);
        without = List.copyOf(without);
        if (of.isEmpty()) {
            throw new IllegalArgumentException("the group '" + name + "' has no label");
        }
    }

    /**
     * A label by names.
     *
     * @param layer e.g. {@code anatomy}
     * @param label e.g. {@code left-hand}
     */
    public record Member(String layer, String label) {
        /** As groups are written: {@code anatomy:left-hand}. */
        @Override
        public String toString() {
            return layer + ":" + label;
        }

        /** Whether there is such a label among these. */
        boolean in(List<LabelSet> layers) {
            return layers.stream()
                    .anyMatch(
                            set -> set.name().equals(layer) && set.byName(label).isPresent());
        }
    }
}

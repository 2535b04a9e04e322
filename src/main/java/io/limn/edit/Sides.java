package io.limn.edit;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.Arrays;

/** Tables by id of a layer's left and right labels. */
final class Sides {
    private Sides() {}

    static int[] identity() {
        int[] table = new int[256];
        Arrays.setAll(table, id -> id);
        return table;
    }

    /** Each id's counterpart on the other side; the id itself if it has none. */
    static int[] mirrored(LabelSet labels) {
        int[] table = identity();
        for (LabelSet.Pair pair : labels.pairs()) {
            table[id(labels, pair.left())] = id(labels, pair.right());
            table[id(labels, pair.right())] = id(labels, pair.left());
        }
        return table;
    }

    /** For a painted label with a side, maps the other layer's ids of the opposite side to those of this side; null for a label without a side. */
    static int[] follow(LabelSet painted, String name, LabelSet other) {
        boolean left = painted.pairs().stream().anyMatch(pair -> pair.left().equals(name));
        boolean right = painted.pairs().stream().anyMatch(pair -> pair.right().equals(name));
        if (left == right) {
            return null;
        }
        int[] table = identity();
        for (LabelSet.Pair pair : other.pairs()) {
            table[id(other, left ? pair.right() : pair.left())] = id(other, left ? pair.left() : pair.right());
        }
        return table;
    }

    /** -1 if there is none of this name. */
    static int id(LabelSet labels, String name) {
        return labels.byName(name).map(Label::id).orElse(-1);
    }
}

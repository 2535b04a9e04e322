package io.limn.edit;

import io.limn.label.LabelSet;
import java.util.List;
import java.util.Optional;

/**
 * A label of the main layer that is a body part, or is worn on one alone, and the labels of {@code anatomy} that may coincide with it.
 * Labels that aren't listed here, including most clothes, may coincide with any. Models without such labels have no limbs, only sides.
 *
 * @param part label of the main layer
 * @param skin whether it is the body itself, not something worn
 * @param anatomy the likeliest first
 */
record Limb(String part, boolean skin, List<String> anatomy) {
    private static final List<Limb> ALL = List.of(
            new Limb("left-arm", true, List.of("left-lower-arm", "left-upper-arm", "left-hand")),
            new Limb("right-arm", true, List.of("right-lower-arm", "right-upper-arm", "right-hand")),
            new Limb("left-leg", true, List.of("left-lower-leg", "left-upper-leg", "left-foot")),
            new Limb("right-leg", true, List.of("right-lower-leg", "right-upper-leg", "right-foot")),
            new Limb("left-shoe", false, List.of("left-foot", "left-lower-leg")),
            new Limb("right-shoe", false, List.of("right-foot", "right-lower-leg")),
            new Limb("face", true, List.of("left-face", "right-face")),
            new Limb("torso-skin", true, List.of("torso-front", "torso-back")));

    /** The limb of a label of the main layer; empty for one that may coincide with any. */
    static Optional<Limb> of(String part) {
        return ALL.stream().filter(limb -> limb.part.equals(part)).findFirst();
    }

    /** The id of the skin label that may coincide with this label of anatomy; -1 if the model has none. */
    static int skinOf(String label, LabelSet parts) {
        return ALL.stream()
                .filter(limb -> limb.skin && limb.anatomy.contains(label))
                .mapToInt(limb -> Sides.id(parts, limb.part))
                .filter(id -> id >= 0)
                .findFirst()
                .orElse(-1);
    }

    int[] ids(LabelSet labels) {
        return anatomy.stream()
                .mapToInt(name -> Sides.id(labels, name))
                .filter(id -> id > 0)
                .toArray();
    }
}

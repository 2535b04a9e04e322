package io.limn.cli.eval;

import java.util.List;
import java.util.Optional;

/**
 * A kind of joint and the labels its pixel may have.
 *
 * @param joint its name without the side
 * @param left index of the left joint in COCO's order, which knuckles extend; the right joint is the next
 * @param parts of the limb, as the layer {@code anatomy} names them, without the side
 */
record Limb(String joint, int left, List<String> parts) {
    /** How many joints COCO has for a person. */
    static final int JOINTS = 17;

    /** The same with the left and the right hand's knuckles after them. */
    static final int JOINTS_AND_KNUCKLES = 19;

    private static final List<String> ARM = List.of("upper-arm", "lower-arm", "hand");
    private static final List<String> LEG = List.of("upper-leg", "lower-leg", "foot");

    /** The joints that are evaluated. */
    static final List<Limb> ALL = List.of(
            new Limb("elbow", 7, ARM),
            new Limb("wrist", 9, ARM),
            new Limb("knuckle", JOINTS, ARM),
            new Limb("knee", 13, LEG),
            new Limb("ankle", 15, LEG));

    /** The entry for a joint, by its index in COCO's order. */
    static Optional<Limb> of(int index) {
        return ALL.stream()
                .filter(limb -> index == limb.left() || index == limb.left() + 1)
                .findFirst();
    }

    /** Whether a label is a part of this limb on a side, {@code left} or {@code right}. */
    boolean is(String label, String side) {
        return label.startsWith(side + "-") && parts.contains(label.substring(side.length() + 1));
    }
}

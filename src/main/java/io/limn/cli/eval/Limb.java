package io.limn.cli.eval;

import java.util.List;
import java.util.Optional;

/**
 * What a joint's pixel should be called.
 *
 * @param joint its name without the side
 * @param left the left one's place in COCO's order, knuckles after it; the right one follows
 * @param parts of the limb, as the layer {@code anatomy} names them, without the side
 */
record Limb(String joint, int left, List<String> parts) {
    /** How many joints a person has in COCO's order. */
    static final int JOINTS = 17;

    /** The same with the left and the right hand's knuckles after them. */
    static final int JOINTS_AND_KNUCKLES = 19;

    private static final List<String> ARM = List.of("upper-arm", "lower-arm", "hand");
    private static final List<String> LEG = List.of("upper-leg", "lower-leg", "foot");

    /** The joints that are judged. */
    static final List<Limb> ALL = List.of(
            new Limb("elbow", 7, ARM),
            new Limb("wrist", 9, ARM),
            new Limb("knuckle", JOINTS, ARM),
            new Limb("knee", 13, LEG),
            new Limb("ankle", 15, LEG));

    /** The limb that a joint is of. */
    static Optional<Limb> of(int index) {
        return ALL.stream()
                .filter(limb -> index == limb.left() || index == limb.left() + 1)
                .findFirst();
    }

    /** Whether a label names this limb on a side, {@code left} or {@code right}. */
    boolean is(String label, String side) {
        return label.startsWith(side + "-") && parts.contains(label.substring(side.length() + 1));
    }
}

package io.limn.model.decode;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.List;

/**
 * The labels of arms and legs in a layer, by label id.
 *
 * @param limb 0 for arms, 1 for legs, -1 for everything else
 * @param level 0 for the part at the trunk (upper arm, upper leg), 1 for the next, 2 for hand or foot
 * @param left whether it is a left one
 */
record LimbLabels(int[] limb, int[] level, boolean[] left) {
    private static final List<List<String>> PARTS =
            List.of(List.of("upper-arm", "lower-arm", "hand"), List.of("upper-leg", "lower-leg", "foot"));

    /** What else is part of a limb or worn on it alone: labels of other layers. */
    private static final List<List<String>> OTHERS = List.of(List.of("arm"), List.of("leg", "shoe", "sock"));

    /** How many kinds of limbs there are. */
    static final int LIMBS = 2;

    /** How many parts a limb has. */
    static final int LEVELS = 3;

    /** Finds the labels; {@link #complete} says whether all are there. */
    static LimbLabels of(LabelSet labels) {
        LimbLabels found = new LimbLabels(new int[labels.size()], new int[labels.size()], new boolean[labels.size()]);
        for (Label label : labels.labels()) {
            found.limb[label.id()] = -1;
            for (int limb = 0; limb < LIMBS; limb++) {
                int level = PARTS.get(limb).indexOf(label.name().replaceFirst("^(left|right)-", ""));
                if (level >= 0 && !PARTS.get(limb).contains(label.name())) {
                    found.limb[label.id()] = limb;
                    found.level[label.id()] = level;
                    found.left[label.id()] = label.name().startsWith("left-");
                }
            }
        }
        return found;
    }

    /** Whether something without its side, such as {@code hand} or {@code shoe}, is part of a limb or worn on it. */
    static boolean isOf(int limb, String stem) {
        return PARTS.get(limb).contains(stem) || OTHERS.get(limb).contains(stem);
    }

    /** Whether the layer has every part of arms and legs, left and right. */
    boolean complete() {
        int count = 0;
        for (int each : limb) {
            count += each >= 0 ? 1 : 0;
        }
        return count == 2 * LIMBS * LEVELS;
    }
}

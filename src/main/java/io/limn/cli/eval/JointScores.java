package io.limn.cli.eval;

import io.limn.label.LabelSet;
import io.limn.parsing.LabelLayer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how often the label at a hand-made joint is its limb on the correct side. */
final class JointScores {
    private final Map<String, long[]> counts = new LinkedHashMap<>();

    /**
     * The scores of one joint, both sides together.
     *
     * @param joints visible joints
     * @param ownLimb share, 0 to 1, whose label is the joint's limb on its own side
     * @param otherSide share, 0 to 1, whose label is the joint's limb on the other side
     */
    record Score(long joints, double ownLimb, double otherSide) {}

    /** Counts a frame's visible joints; those outside the frame are left out. */
    void add(List<JointFile.Joint> joints, LabelLayer anatomy) {
        LabelSet labels = anatomy.labels();
        for (JointFile.Joint joint : joints) {
            int x = (int) Math.floor(joint.x());
            int y = (int) Math.floor(joint.y());
            boolean inside = x >= 0 && y >= 0 && x < anatomy.width() && y < anatomy.height();
            if (inside && Limb.of(joint.index()).isPresent()) {
                Limb limb = Limb.of(joint.index()).orElseThrow();
                String found = labels.labels()
                        .get(anatomy.ids()[y * anatomy.width() + x] & 0xFF)
                        .name();
                boolean left = joint.index() == limb.left();
                long[] count = counts.computeIfAbsent(limb.joint(), any -> new long[3]);
                count[0]++;
                count[1] += limb.is(found, left ? "left" : "right") ? 1 : 0;
                count[2] += limb.is(found, left ? "right" : "left") ? 1 : 0;
            }
        }
    }

    /** The scores by joint, in the order of {@link Limb#ALL}. */
    Map<String, Score> scores() {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (Limb limb : Limb.ALL) {
            long[] count = counts.get(limb.joint());
            if (count != null) {
                scores.put(
                        limb.joint(), new Score(count[0], (double) count[1] / count[0], (double) count[2] / count[0]));
            }
        }
        return scores;
    }
}

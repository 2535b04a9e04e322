package io.limn.output.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Arms and legs: the names of their mattes, joints and parts. */
enum Limb {
    LEFT_ARM("left", "arm", List.of("shoulder", "elbow", "wrist"), "hand", "palm"),
    RIGHT_ARM("right", "arm", List.of("shoulder", "elbow", "wrist"), "hand", "palm"),
    LEFT_LEG("left", "leg", List.of("hip", "knee", "ankle"), "foot", "toe"),
    RIGHT_LEG("right", "leg", List.of("hip", "knee", "ankle"), "foot", "toe");

    private final String side;
    private final String stem;
    private final List<String> joints;
    private final String last;
    private final String tip;

    Limb(String side, String stem, List<String> joints, String last, String tip) {
        this.side = side;
        this.stem = stem;
        this.joints = joints;
        this.last = last;
        this.tip = tip;
    }

    /** Its matte, e.g. {@code left-arm}. */
    String matte() {
        return side + "-" + stem;
    }

    /** Its landmarks from the trunk outwards: three joints and the tip. */
    List<String> landmarks() {
        return List.of(joints.get(0), joints.get(1), joints.get(2), tip);
    }

    /** The COCO name of a joint, e.g. {@code left-elbow}. */
    String joint(int i) {
        return side + "-" + joints.get(i);
    }

    /** The labels of its parts from the trunk outwards, e.g. {@code left-upper-arm}, {@code left-lower-arm}, {@code left-hand}. */
    List<String> parts() {
        return List.of(side + "-upper-" + stem, side + "-lower-" + stem, side + "-" + last);
    }

    /** The labels of the parts of the same limb of the other side. */
    List<String> opposite() {
        String other = side.equals("left") ? "right" : "left";
        return List.of(other + "-upper-" + stem, other + "-lower-" + stem, other + "-" + last);
    }

    /** Whether the line ends in the middle of the last part (a palm), not at its far end (a toe). */
    boolean endsInTheMiddle() {
        return stem.equals("arm");
    }

    static Optional<Limb> of(String matte) {
        return Arrays.stream(values())
                .filter(limb -> limb.matte().equals(matte))
                .findFirst();
    }
}

package io.limn.model;

import io.limn.label.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a network's output for the mirrored frame maps to that for the frame.
 *
 * @param output its name
 * @param planes for each plane, the plane of the mirrored frame's output that means the same
 * @param labels whether the planes are the logits of a layer's labels
 * @param vectors whether the planes are displacements right and down, in input pixels
 */
record MirrorChannels(String output, int[] planes, boolean labels, boolean vectors) {
    private static final String LEFT = "left-";
    private static final String RIGHT = "right-";

    /**
     * Of all outputs.
     *
     * @throws IllegalArgumentException if a head's outputs can't be matched with those of the mirrored frame
     */
    static List<MirrorChannels> of(ModelPackage model) {
        List<MirrorChannels> found = new ArrayList<>();
        for (Head head : model.manifest().heads()) {
            if (head instanceof Head.Dense dense) {
                found.add(new MirrorChannels(dense.logits(), planes(model.layer(dense.layer())), true, false));
            } else if (head instanceof Head.Persons persons) {
                found.add(new MirrorChannels(persons.centres(), new int[] {0}, false, false));
                found.add(new MirrorChannels(persons.offsets(), new int[] {0, 1}, false, true));
            } else if (head instanceof Head.Keypoints keypoints) {
                found.add(new MirrorChannels(keypoints.heatmaps(), planes(keypoints.joints()), false, false));
            } else {
                throw new IllegalArgumentException(
                        "limn.model.mirror = half or full is for models that label every cell; "
                                + model.id().name() + " finds its parts by queries: set it to none, or leave it out");
            }
        }
        return found;
    }

    private static int[] planes(LabelSet labels) {
        int[] planes = IntStream.range(0, labels.size()).toArray();
        for (LabelSet.Pair pair : labels.pairs()) {
            int left = labels.byName(pair.left()).orElseThrow().id();
            int right = labels.byName(pair.right()).orElseThrow().id();
            planes[left] = right;
            planes[right] = left;
        }
        return planes;
    }

    private static int[] planes(List<String> joints) {
        return joints.stream()
                .mapToInt(joint ->
                        joints.contains(mirrored(joint)) ? joints.indexOf(mirrored(joint)) : joints.indexOf(joint))
                .toArray();
    }

    private static String mirrored(String joint) {
        if (joint.startsWith(LEFT)) {
            return RIGHT + joint.substring(LEFT.length());
        }
        return joint.startsWith(RIGHT) ? LEFT + joint.substring(RIGHT.length()) : joint;
    }
}

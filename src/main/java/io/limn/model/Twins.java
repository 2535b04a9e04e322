package io.limn.model;

import io.limn.label.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an output of a network says of a frame, found in what it says of the frame's mirror image.
 *
 * @param output its name
 * @param planes by plane, the plane of the mirror image's answer that means the same
 * @param labels whether the planes are the logits of a layer's labels
 * @param way whether the planes are the ways right and down to somewhere, in pixels of the input
 */
record Twins(String output, int[] planes, boolean labels, boolean way) {
    private static final String LEFT = "left-";
    private static final String RIGHT = "right-";

    /**
     * Of all outputs.
     *
     * @throws IllegalArgumentException where the model finds its parts by queries, which can't be matched with the mirror image's
     */
    static List<Twins> of(ModelPackage model) {
        List<Twins> found = new ArrayList<>();
        for (Head head : model.manifest().heads()) {
            if (head instanceof Head.Dense dense) {
                found.add(new Twins(dense.logits(), planes(model.layer(dense.layer())), true, false));
            } else if (head instanceof Head.Persons persons) {
                found.add(new Twins(persons.centres(), new int[] {0}, false, false));
                found.add(new Twins(persons.offsets(), new int[] {0, 1}, false, true));
            } else if (head instanceof Head.Keypoints keypoints) {
                found.add(new Twins(keypoints.heatmaps(), planes(keypoints.joints()), false, false));
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
                .mapToInt(joint -> joints.contains(twin(joint)) ? joints.indexOf(twin(joint)) : joints.indexOf(joint))
                .toArray();
    }

    private static String twin(String joint) {
        if (joint.startsWith(LEFT)) {
            return RIGHT + joint.substring(LEFT.length());
        }
        return joint.startsWith(RIGHT) ? LEFT + joint.substring(RIGHT.length()) : joint;
    }
}

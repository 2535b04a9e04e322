package io.limn.model;

import io.limn.config.InvalidSettingException;
import io.limn.label.LabelSet;
import io.limn.model.decode.Head;
import java.util.List;
import java.util.stream.IntStream;

/** How the outputs of a head change when the frame is mirrored. */
record HeadMirroring(ModelPackage model) implements Head.Cases<List<MirrorChannels>> {
    private static final String LEFT = "left-";
    private static final String RIGHT = "right-";

    @Override
    public List<MirrorChannels> dense(Head.Dense head) {
        return List.of(new MirrorChannels(head.logits(), planes(model.layer(head.layer())), true, false));
    }

    @Override
    public List<MirrorChannels> argmax(Head.Argmax head) {
        throw refusal("gives label ids without scores");
    }

    @Override
    public List<MirrorChannels> persons(Head.Persons head) {
        return List.of(
                new MirrorChannels(head.centres(), new int[] {0}, false, false),
                new MirrorChannels(head.offsets(), new int[] {0, 1}, false, true));
    }

    @Override
    public List<MirrorChannels> keypoints(Head.Keypoints head) {
        return List.of(new MirrorChannels(head.heatmaps(), planes(head.joints()), false, false));
    }

    @Override
    public List<MirrorChannels> queries(Head.Queries head) {
        throw refusal("finds its parts by queries");
    }

    private InvalidSettingException refusal(String why) {
        return new InvalidSettingException("limn.model.mirror is for models that score every cell, but "
                + model.id().name() + " " + why + ": set it to none, or leave it out");
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

package io.limn.model;

import io.limn.model.decode.Head;
import io.limn.model.input.Layout;
import java.util.List;

/**
 * The outputs that a head names.
 *
 * @param at the head's place in the manifest, with a dot after it
 */
record HeadOutputs(ModelPackage model, String at) implements Head.Cases<List<Output>> {
    @Override
    public List<Output> dense(Head.Dense head) {
        int labels = model.layer(head.layer()).size();
        return List.of(new Output.Planes(head.logits(), at + "logits", labels, head.stride(), head.layout()));
    }

    @Override
    public List<Output> argmax(Head.Argmax head) {
        return List.of(new Output.Ids(head.ids(), at + "ids", head.stride(), Output.Ids.UNKNOWN, null));
    }

    @Override
    public List<Output> persons(Head.Persons head) {
        return List.of(
                new Output.Planes(head.centres(), at + "centres", 1, head.stride(), Layout.NCHW),
                new Output.Planes(head.offsets(), at + "offsets", 2, head.stride(), Layout.NCHW));
    }

    @Override
    public List<Output> keypoints(Head.Keypoints head) {
        int joints = head.joints().size();
        return List.of(new Output.Planes(head.heatmaps(), at + "heatmaps", joints, head.stride(), Layout.NCHW));
    }

    @Override
    public List<Output> queries(Head.Queries head) {
        int classes = model.layer(head.layer()).size() + (head.instances() == null ? 0 : 1);
        return List.of(
                new Output.Table(head.logits(), at + "logits", head.queries(), classes + 1),
                new Output.Planes(head.masks(), at + "masks", head.queries(), head.stride(), Layout.NCHW));
    }
}

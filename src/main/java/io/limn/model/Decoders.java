package io.limn.model;

import io.limn.label.LabelSet;
import io.limn.model.decode.Decoder;
import io.limn.model.decode.FrameDecoder;
import io.limn.model.decode.JointDecoder;
import io.limn.model.decode.PersonDecoder;
import io.limn.model.decode.query.ClassDecoder;
import io.limn.model.decode.query.InstanceDecoder;
import io.limn.model.parallel.ParallelFor;
import java.util.ArrayList;
import java.util.List;

/** The decoder that a model package's heads ask for. */
final class Decoders {
    private Decoders() {}

    /** @param workers decodes where that takes long */
    static Decoder of(ModelPackage model, ParallelFor workers) {
        return model.manifest().heads().get(0) instanceof Head.Queries queries
                ? byQueries(model.layers().get(0), queries, workers)
                : byPixels(model);
    }

    private static Decoder byQueries(LabelSet labels, Head.Queries head, ParallelFor workers) {
        if (head.instances() == null) {
            return new ClassDecoder(labels, head.logits(), head.masks(), head.queries(), head.stride());
        }
        return new InstanceDecoder(
                labels,
                head.logits(),
                head.masks(),
                head.queries(),
                head.stride(),
                head.instances().keep(),
                head.instances().paint(),
                workers);
    }

    private static FrameDecoder byPixels(ModelPackage model) {
        List<FrameDecoder.Layer> layers = new ArrayList<>();
        FrameDecoder.Centres centres = null;
        FrameDecoder.Joints joints = null;
        for (LabelSet labels : model.layers()) {
            for (Head head : model.manifest().heads()) {
                if (head instanceof Head.Dense dense && dense.layer().equals(labels.name())) {
                    layers.add(new FrameDecoder.Layer(labels, dense.logits()));
                }
            }
        }
        for (Head head : model.manifest().heads()) {
            if (head instanceof Head.Persons persons) {
                centres = new FrameDecoder.Centres(
                        persons.centres(), persons.offsets(), new PersonDecoder(persons.window(), persons.threshold()));
            } else if (head instanceof Head.Keypoints keypoints) {
                joints = new FrameDecoder.Joints(
                        keypoints.heatmaps(), new JointDecoder(keypoints.joints(), keypoints.threshold()));
            }
        }
        return new FrameDecoder(model.manifest().heads().get(0).stride(), layers, centres, joints);
    }
}

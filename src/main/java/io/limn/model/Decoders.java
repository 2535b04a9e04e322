package io.limn.model;

import io.limn.label.LabelSet;
import io.limn.model.decode.ArgmaxDecoder;
import io.limn.model.decode.Decoder;
import io.limn.model.decode.DenseDecoder;
import io.limn.model.decode.FrameDecoder;
import io.limn.model.decode.JointDecoder;
import io.limn.model.decode.LayerDecoder;
import io.limn.model.decode.PersonDecoder;
import io.limn.model.decode.query.ClassDecoder;
import io.limn.model.decode.query.InstanceDecoder;
import io.limn.model.parallel.ParallelFor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the decoder that a model package's heads ask for, head by head. */
final class Decoders implements Head.Cases<Void> {
    private final ModelPackage model;
    private final ParallelFor workers;
    private final Map<String, FrameDecoder.Layer> layers = new HashMap<>();
    private FrameDecoder.Centres centres;
    private FrameDecoder.Joints joints;
    private Decoder queries;

    private Decoders(ModelPackage model, ParallelFor workers) {
        this.model = model;
        this.workers = workers;
    }

    /** @param workers decodes where that takes long */
    static Decoder of(ModelPackage model, ParallelFor workers) {
        Decoders found = new Decoders(model, workers);
        List<Head> heads = model.manifest().heads();
        heads.forEach(head -> head.accept(found));
        if (found.queries != null) {
            return found.queries;
        }
        List<FrameDecoder.Layer> layers = model.layers().stream()
                .map(labels -> found.layers.get(labels.name()))
                .toList();
        return new FrameDecoder(heads.get(0).stride(), layers, found.centres, found.joints);
    }

    @Override
    public Void dense(Head.Dense head) {
        boolean softmax = head.activation() == Head.Activation.SOFTMAX;
        LabelSet labels = model.layer(head.layer());
        return layer(labels, head.logits(), new DenseDecoder(labels.size(), softmax), head.person());
    }

    @Override
    public Void argmax(Head.Argmax head) {
        LabelSet labels = model.layer(head.layer());
        return layer(labels, head.ids(), new ArgmaxDecoder(labels.size()), head.person());
    }

    private Void layer(LabelSet labels, String output, LayerDecoder decoder, List<String> person) {
        layers.put(labels.name(), new FrameDecoder.Layer(labels, output, decoder, FrameDecoder.people(labels, person)));
        return null;
    }

    @Override
    public Void persons(Head.Persons head) {
        PersonDecoder decoder = new PersonDecoder(head.window(), head.threshold());
        centres = new FrameDecoder.Centres(head.centres(), head.offsets(), decoder);
        return null;
    }

    @Override
    public Void keypoints(Head.Keypoints head) {
        joints = new FrameDecoder.Joints(head.heatmaps(), new JointDecoder(head.joints(), head.threshold()));
        return null;
    }

    @Override
    public Void queries(Head.Queries head) {
        LabelSet labels = model.layer(head.layer());
        queries = head.instances() == null
                ? new ClassDecoder(labels, head.logits(), head.masks(), head.queries(), head.stride())
                : new InstanceDecoder(
                        labels,
                        head.logits(),
                        head.masks(),
                        head.queries(),
                        head.stride(),
                        head.instances().keep(),
                        head.instances().paint(),
                        workers);
        return null;
    }
}

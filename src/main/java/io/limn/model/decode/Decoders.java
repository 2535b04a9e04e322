package io.limn.model.decode;

import io.limn.label.LabelSet;
import io.limn.model.graph.ParallelFor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the decoder that a model package's heads ask for, head by head. */
public final class Decoders implements Head.Cases<Void> {
    private final List<LabelSet> sets;
    private final ParallelFor workers;
    private final Map<String, FrameDecoder.Layer> layers = new HashMap<>();
    private FrameDecoder.Centres centres;
    private FrameDecoder.Joints joints;
    private Decoder queries;

    private Decoders(List<LabelSet> sets, ParallelFor workers) {
        this.sets = sets;
        this.workers = workers;
    }

    /**
     * A decoder for one thread.
     *
     * @param heads of the model package, at least one
     * @param sets its label layers, the main one first; every layer has a head
     * @param workers runs long decoding steps in parallel
     */
    public static Decoder of(List<Head> heads, List<LabelSet> sets, ParallelFor workers) {
        Decoders found = new Decoders(sets, workers);
        heads.forEach(head -> head.accept(found));
        if (found.queries != null) {
            return found.queries;
        }
        List<FrameDecoder.Layer> layers =
                sets.stream().map(labels -> found.layers.get(labels.name())).toList();
        return new FrameDecoder(heads.get(0).stride(), layers, found.centres, found.joints);
    }

    @Override
    public Void dense(Head.Dense head) {
        boolean softmax = head.activation() == Head.Activation.SOFTMAX;
        LabelSet labels = set(head.layer());
        return layer(labels, head.logits(), new DenseDecoder(labels.size(), softmax), head.person());
    }

    @Override
    public Void argmax(Head.Argmax head) {
        LabelSet labels = set(head.layer());
        return layer(labels, head.ids(), new ArgmaxDecoder(labels.size()), head.person());
    }

    private Void layer(LabelSet labels, String output, LayerDecoder decoder, List<String> person) {
        layers.put(labels.name(), new FrameDecoder.Layer(labels, output, decoder, FrameDecoder.people(labels, person)));
        return null;
    }

    @Override
    public Void persons(Head.Persons head) {
        PersonDecoder decoder = new PersonDecoder(head.window(), head.threshold(), head.regionThreshold());
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
        LabelSet labels = set(head.layer());
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

    private LabelSet set(String layer) {
        return sets.stream().filter(set -> set.name().equals(layer)).findFirst().orElseThrow();
    }
}

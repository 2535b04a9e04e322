package io.limn.model;

import ai.onnxruntime.OrtException;
import io.limn.frame.Frame;
import io.limn.label.LabelSet;
import io.limn.model.decode.FrameDecoder;
import io.limn.model.decode.Grid;
import io.limn.model.decode.JointDecoder;
import io.limn.model.decode.PersonDecoder;
import io.limn.model.input.InputSize;
import io.limn.model.input.Preprocess;
import io.limn.model.input.SizeRule;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.List;

/** All that one frame needs on its way through the network: tensors and scratch, kept for the next. For one thread at a time. */
final class Slot implements AutoCloseable {
    private final Network network;
    private final SizeRule sizes;
    private final int stride;
    private final Preprocess preprocess;
    private final Tensors tensors;
    private final FrameDecoder decoder;
    private InputSize size;
    private Grid grid;

    Slot(ModelPackage model, Network network, SizeRule sizes) {
        this.network = network;
        this.sizes = sizes;
        ModelManifest manifest = model.manifest();
        stride = manifest.heads().get(0).stride();
        preprocess = new Preprocess(manifest.input().normalisation());
        tensors = new Tensors(network.environment(), manifest.input().tensor(), Outputs.of(model));
        decoder = decoder(model);
    }

    private static FrameDecoder decoder(ModelPackage model) {
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
        return new FrameDecoder(layers, centres, joints);
    }

    Parsing parse(Frame frame, Timings timings) throws OrtException {
        long start = System.nanoTime();
        if (size == null || size.frameWidth() != frame.width() || size.frameHeight() != frame.height()) {
            size = sizes.plan(frame.width(), frame.height());
            grid = new Grid(size, stride);
        }
        tensors.shape(size);
        preprocess.fill(frame, size, tensors.input());
        long prepared = System.nanoTime();
        tensors.run(network);
        long ran = System.nanoTime();
        Parsing parsing = decoder.decode(tensors::values, grid);
        long decoded = System.nanoTime();
        timings.add("preprocess", prepared - start);
        timings.add("network", ran - prepared);
        timings.add("decoder", decoded - ran);
        return parsing;
    }

    @Override
    public void close() {
        tensors.close();
    }
}

package io.limn.model;

import ai.onnxruntime.OrtException;
import io.limn.frame.Frame;
import io.limn.model.decode.Decoder;
import io.limn.model.decode.Decoders;
import io.limn.model.graph.ParallelFor;
import io.limn.model.input.InputSize;
import io.limn.model.input.Preprocessing;
import io.limn.model.input.SizeRule;
import io.limn.parsing.Cancellation;
import io.limn.parsing.Evidence;
import io.limn.parsing.Mirror;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.util.function.Function;

/** Tensors and scratch buffers for one frame at a time, kept for the next. Not thread-safe. */
final class InferenceContext implements AutoCloseable {
    private final Network network;
    private final SizeRule sizes;
    private final Preprocessing preprocessing;
    private final Tensors tensors;
    private final Decoder decoder;
    private final MirrorPass second;
    private InputSize size;
    private int shownWidth;

    /**
     * @param mirror size of the pass on the mirrored frame
     * @param workers shares out decoding
     */
    InferenceContext(ModelPackage model, Network network, SizeRule sizes, Mirror mirror, ParallelFor workers) {
        second = mirror == Mirror.NONE ? null : new MirrorPass(model, network, sizes, mirror);
        this.network = network;
        this.sizes = sizes;
        preprocessing = model.manifest().input().preprocessing();
        tensors = new Tensors(network, model.manifest().input());
        decoder = Decoders.of(model.manifest().heads(), model.layers(), workers);
    }

    Parsing parse(Frame frame, Evidence evidence, Timings timings, Cancellation cancellation) throws OrtException {
        cancellation.check();
        long start = System.nanoTime();
        shape(frame.width(), frame.height(), frame.shownWidth());
        preprocessing.fill(frame, size, tensors.input());
        if (second != null) {
            second.fill(frame);
        }
        long prepared = System.nanoTime();
        Function<String, float[]> outputs = ask(cancellation);
        cancellation.check();
        long ran = System.nanoTime();
        Parsing parsing = decoder.decode(outputs, size, evidence);
        long decoded = System.nanoTime();
        timings.add("preprocess", prepared - start);
        timings.add("network", ran - prepared);
        timings.add("decoder", decoded - ran);
        return parsing;
    }

    /** Nanoseconds of a run on whatever the input holds. */
    long runNetwork(int frameWidth, int frameHeight) throws OrtException {
        shape(frameWidth, frameHeight, frameWidth);
        long start = System.nanoTime();
        ask(Cancellation.NEVER);
        return System.nanoTime() - start;
    }

    private Function<String, float[]> ask(Cancellation cancellation) throws OrtException {
        tensors.run(cancellation);
        return second == null ? tensors::values : second.join(tensors::values, cancellation);
    }

    /** @param shownWidth of the frame with square pixels: the network sees it as it is shown */
    private void shape(int frameWidth, int frameHeight, int shownWidth) throws OrtException {
        if (size == null
                || size.frameWidth() != frameWidth
                || size.frameHeight() != frameHeight
                || this.shownWidth != shownWidth) {
            size = sizes.plan(shownWidth, frameHeight).ofFrame(frameWidth, frameHeight);
            this.shownWidth = shownWidth;
        }
        tensors.shape(size);
        if (second != null) {
            second.shape(size, shownWidth);
        }
    }

    @Override
    public void close() {
        tensors.close();
        if (second != null) {
            second.close();
        }
    }
}

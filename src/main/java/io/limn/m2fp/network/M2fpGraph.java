package io.limn.m2fp.network;

import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.graph.Ops;
import io.limn.m2fp.graph.Value;
import io.limn.m2fp.torch.CheckpointException;
import io.limn.m2fp.torch.TorchCheckpoint;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * M2FP, the Mask2Former for human parsing, as a graph: from {@code image} (1x3xHxW, normalised RGB, H and W multiples of 32) it computes
 * {@code pred_logits} (1 x queries x classes+1) and {@code pred_masks} (1 x queries x H/4 x W/4). Depths, widths, and the numbers of queries,
 * layers and classes follow from the checkpoint's shapes.
 */
public final class M2fpGraph {
    /** Heads of every attention layer; it can't be derived from a shape. */
    public static final int HEADS = 8;

    private static final String PIXELS = "sem_seg_head.pixel_decoder";

    private static final String PREDICTOR = "sem_seg_head.predictor";

    private M2fpGraph() {}

    /** The checkpoint's number of classes, without "no object". */
    public static int classes(TorchCheckpoint checkpoint) {
        return new Weights(null, checkpoint, PREDICTOR + ".").side("class_embed.weight", 2, 0) - 1;
    }

    /** The checkpoint's number of mask queries. */
    public static int queries(TorchCheckpoint checkpoint) {
        return new Weights(null, checkpoint, PREDICTOR + ".").side("query_feat.weight", 2, 0);
    }

    /** The tensor names of the deformable sampling in each encoder layer, in order. */
    public static List<SamplingNames> samplings(TorchCheckpoint checkpoint) {
        int layers = PixelDecoder.layers(new Weights(null, checkpoint, PIXELS + "."));
        return IntStream.range(0, layers).mapToObj(SamplingNames::of).toList();
    }

    /**
     * The graph in floating point.
     *
     * @throws CheckpointException if a tensor is missing or has an unexpected shape; names the tensor
     */
    public static GraphBuilder build(TorchCheckpoint checkpoint, GraphOptimizations optimizations) {
        return build(checkpoint, optimizations, ops -> new FloatPrecision(ops, optimizations));
    }

    /**
     * The graph with the products listed in {@link Ranges} in int8.
     *
     * @param ranges measured on photographs with a graph from {@link #observed}
     * @throws CheckpointException if a tensor is missing or has an unexpected shape; names the tensor
     */
    public static GraphBuilder buildInt8(TorchCheckpoint checkpoint, Ranges ranges) {
        return build(
                checkpoint,
                GraphOptimizations.FAST,
                ops -> new Int8Precision(ops, ranges, new FloatPrecision(ops, GraphOptimizations.FAST)));
    }

    /** The part of the graph needed to measure ranges; its outputs are the input of {@link Ranges#widen}. */
    public static GraphBuilder observed(TorchCheckpoint checkpoint) {
        GraphBuilder graph = new GraphBuilder("m2fp-ranges");
        Ops ops = new Ops(graph);
        Precision floats = new FloatPrecision(ops, GraphOptimizations.FAST);
        features(ops, GraphOptimizations.FAST, new ObservedPrecision(ops, floats), new Weights(graph, checkpoint, ""));
        return graph;
    }

    private static GraphBuilder build(
            TorchCheckpoint checkpoint, GraphOptimizations optimizations, Function<Ops, Precision> precision) {
        GraphBuilder graph = new GraphBuilder("m2fp");
        Ops ops = new Ops(graph);
        Weights all = new Weights(graph, checkpoint, "");
        var features = features(ops, optimizations, precision.apply(ops), all);
        new QueryDecoder(ops, optimizations, all.at(PREDICTOR), all.at(PIXELS), features, HEADS).decode();
        return graph;
    }

    private static PixelDecoder.Features features(
            Ops ops, GraphOptimizations optimizations, Precision precision, Weights all) {
        GraphBuilder graph = ops.graph();
        Value image = graph.input("image", new long[] {1, 3, -1, -1}, "height", "width");
        var maps = graph.in("backbone", () -> new Backbone(ops, precision, all.at("backbone")).maps(image));
        return graph.in("pixel_decoder", () -> new PixelDecoder(ops, optimizations, precision, all.at(PIXELS), HEADS)
                .decode(maps));
    }
}

package io.limn.onnx.m2fp;

import io.limn.onnx.graph.GraphBuilder;
import io.limn.onnx.graph.Ops;
import io.limn.onnx.graph.Value;
import io.limn.onnx.torch.CheckpointException;
import io.limn.onnx.torch.TorchCheckpoint;

/**
 * M2FP, the Mask2Former for human parsing, as a graph: {@code image} (1x3xHxW, normalised RGB, H and W multiples of 32) gives
 * {@code pred_logits} (1 x queries x classes+1) and {@code pred_masks} (1 x queries x H/4 x W/4). Depths, widths, queries, layers
 * and classes are what the shapes of the checkpoint say.
 */
public final class M2fpGraph {
    /** Not to be seen in any shape. */
    private static final int HEADS = 8;

    private static final String PREDICTOR = "sem_seg_head.predictor";

    private M2fpGraph() {}

    /** How many classes the checkpoint tells apart, that of nothing left out. */
    public static int classes(TorchCheckpoint checkpoint) {
        return new Weights(null, checkpoint, PREDICTOR + ".").side("class_embed.weight", 2, 0) - 1;
    }

    /** How many masks the checkpoint draws. */
    public static int queries(TorchCheckpoint checkpoint) {
        return new Weights(null, checkpoint, PREDICTOR + ".").side("query_feat.weight", 2, 0);
    }

    /** @throws CheckpointException naming the tensor that is missing or has an odd shape */
    public static GraphBuilder build(TorchCheckpoint checkpoint, Levers levers) {
        GraphBuilder graph = new GraphBuilder("m2fp");
        Ops ops = new Ops(graph);
        Weights all = new Weights(graph, checkpoint, "");
        Value image = graph.input("image", new long[] {1, 3, -1, -1}, "height", "width");
        var maps = graph.in("backbone", () -> new Backbone(ops, all.at("backbone")).maps(image));
        Weights pixels = all.at("sem_seg_head.pixel_decoder");
        var features = graph.in("pixel_decoder", () -> new PixelDecoder(ops, levers, pixels, HEADS).decode(maps));
        new QueryDecoder(ops, levers, all.at(PREDICTOR), pixels, features, HEADS).decode();
        return graph;
    }
}

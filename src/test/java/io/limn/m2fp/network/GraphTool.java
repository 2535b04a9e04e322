package io.limn.m2fp.network;

import io.limn.m2fp.graph.OnnxFile;
import io.limn.m2fp.torch.TorchCheckpoint;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a graph with chosen optimizations, to measure what each is worth: {@code CHECKPOINT OUT.onnx plain|fast}. */
final class GraphTool {
    private GraphTool() {}

    public static void main(String[] arguments) throws Exception {
        GraphOptimizations optimizations =
                arguments[2].equals("plain") ? GraphOptimizations.PLAIN : GraphOptimizations.FAST;
        try (TorchCheckpoint checkpoint = TorchCheckpoint.open(Path.of(arguments[0]));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
            OnnxFile.write(M2fpGraph.build(checkpoint, optimizations), Map.of(), out, done -> {});
        }
    }
}

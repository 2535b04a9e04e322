package io.limn.m2fp.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.limn.m2fp.graph.GraphBuilder;
import io.limn.m2fp.graph.OnnxFile;
import io.limn.m2fp.torch.TorchCheckpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs small graphs in ONNX Runtime. */
final class Networks {
    private Networks() {}

    static byte[] bytes(GraphBuilder graph) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OnnxFile.write(graph, Map.of(), out, done -> {});
        return out.toByteArray();
    }

    /** All outputs of an M2FP for an image, and the landmarks asked for. */
    static Map<String, float[]> run(
            TorchCheckpoint checkpoint,
            GraphOptimizations optimizations,
            Collection<String> landmarks,
            float[] image,
            int height,
            int width)
            throws IOException, OrtException {
        GraphBuilder graph = M2fpGraph.build(checkpoint, optimizations);
        landmarks.forEach(name -> graph.output(name, graph.landmarks().get(name)));
        return run(bytes(graph), Map.of("image", image), new long[] {1, 3, height, width});
    }

    static Map<String, float[]> run(byte[] model, Map<String, float[]> inputs, long[] shape) throws OrtException {
        return run(model, inputs, shape, OptLevel.ALL_OPT);
    }

    static Map<String, float[]> run(byte[] model, Map<String, float[]> inputs, long[] shape, OptLevel level)
            throws OrtException {
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        Map<String, float[]> outputs = new TreeMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(2);
            options.setOptimizationLevel(level);
            try (OrtSession session = runtime.createSession(model, options)) {
                Map<String, OnnxTensor> tensors = new TreeMap<>();
                for (var input : inputs.entrySet()) {
                    tensors.put(
                            input.getKey(),
                            OnnxTensor.createTensor(runtime, FloatBuffer.wrap(input.getValue()), shape));
                }
                try (OrtSession.Result result = session.run(tensors)) {
                    for (Map.Entry<String, OnnxValue> output : result) {
                        FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
                        float[] copy = new float[values.remaining()];
                        values.get(copy);
                        outputs.put(output.getKey(), copy);
                    }
                } finally {
                    List.copyOf(tensors.values()).forEach(OnnxTensor::close);
                }
            }
        }
        return outputs;
    }
}

package io.limn.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.limn.frame.Frame;
import io.limn.model.graph.DirectFloats;
import io.limn.model.graph.Sessions;
import io.limn.model.input.InputSize;
import io.limn.model.input.Preprocessing;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs a network that is not a model package yet on frames and returns all its outputs: to calibrate one and to compare two, not to
 * parse. Not thread-safe.
 */
public final class NetworkProbe implements AutoCloseable {
    private final Path network;
    private final ModelManifest.Input input;
    private final Preprocessing preprocessing;
    private final OrtEnvironment environment = OnnxRuntime.environment();
    private final OrtSession session;

    /**
     * @param input how frames become the network's input
     * @param threads a run computes on, at least 1
     * @throws InvalidModelException where ONNX Runtime does not take the file
     */
    public NetworkProbe(Path network, ModelManifest.Input input, int threads) {
        this.network = network;
        this.input = input;
        preprocessing = input.preprocessing();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setMemoryPatternOptimization(false);
            session = Openings.ofTheProcess().during(() -> environment.createSession(network.toString(), options));
        } catch (OrtException e) {
            throw new InvalidModelException(network, "ONNX Runtime can't load it: " + e.getMessage(), e);
        }
    }

    /**
     * All outputs by name, row-major.
     *
     * @throws InvalidModelException where the network fails on the frame
     */
    public Map<String, float[]> run(Frame frame) {
        InputSize size = input.size().plan(frame.width(), frame.height());
        FloatBuffer pixels = DirectFloats.of(3 * size.width() * size.height());
        preprocessing.fill(frame, size, pixels);
        long[] shape = {1, 3, size.height(), size.width()};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels, shape);
                OrtSession.Result result = session.run(Map.of(input.tensor(), tensor))) {
            Map<String, float[]> outputs = new HashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
                float[] copy = new float[values.remaining()];
                values.get(copy);
                outputs.put(output.getKey(), copy);
            }
            return outputs;
        } catch (OrtException e) {
            throw new InvalidModelException(
                    network, "fails on a frame of " + frame.width() + "x" + frame.height() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Sessions.close(session);
    }
}

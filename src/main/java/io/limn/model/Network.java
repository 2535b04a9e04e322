package io.limn.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Map;

/** A model package's network in ONNX Runtime, asked by several threads at once; a large one {@linkplain Turns by turns}. */
final class Network implements AutoCloseable {
    private final OrtEnvironment environment = OnnxRuntime.environment();
    private final OrtSession session;
    private final Turns turns;

    /**
     * @param settings the threads one run computes on, the caller's included, and the provider
     * @throws InvalidModelException where ONNX Runtime does not take the file, or it lacks what the manifest names
     */
    Network(ModelPackage model, ModelSettings settings) {
        int cores = Runtime.getRuntime().availableProcessors();
        turns = new Turns(Turns.atOnce(model.network(), settings.threads(), cores), settings.turnTimeout());
        try (OrtSession.SessionOptions options = options(settings)) {
            session = environment.createSession(model.network().toString(), options);
        } catch (OrtException e) {
            throw new InvalidModelException(model.network(), "ONNX Runtime does not take it: " + e.getMessage(), e);
        }
        try {
            checkNames(model);
        } catch (OrtException | RuntimeException e) {
            close();
            throw e instanceof RuntimeException known
                    ? known
                    : new InvalidModelException(model.network(), "can't be inspected: " + e.getMessage(), e);
        }
    }

    private static OrtSession.SessionOptions options(ModelSettings settings) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        // Left alone it would size its pool from the host, whatever the container may use.
        options.setIntraOpNumThreads(settings.threads());
        options.setInterOpNumThreads(1);
        // Threads that spin between two operators take the cores from whoever decodes and renders meanwhile.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.set_denormal_as_zero", "1");
        // A pattern is remembered for every input shape seen: with frames of all shapes that only grows.
        options.setMemoryPatternOptimization(false);
        Providers.add(settings.provider(), options);
        return options;
    }

    private void checkNames(ModelPackage model) throws OrtException {
        var file = model.network().resolveSibling("model.json");
        String input = model.manifest().input().tensor();
        if (!session.getInputNames().equals(java.util.Set.of(input))) {
            throw new InvalidModelException(
                    file, "input.tensor: is '" + input + "', but the network's inputs are " + session.getInputNames());
        }
        Map<String, NodeInfo> there = session.getOutputInfo();
        for (Outputs.Output output : Outputs.of(model)) {
            NodeInfo node = there.get(output.name());
            if (node == null) {
                throw new InvalidModelException(
                        file,
                        output.field() + ": the network has no output '" + output.name() + "'; it has "
                                + there.keySet());
            }
            long[] shape = node.getInfo() instanceof TensorInfo tensor ? tensor.getShape() : new long[0];
            if (!output.fits(shape)) {
                throw new InvalidModelException(
                        file,
                        output.field() + ": '" + output.name() + "' should be " + output.text()
                                + ", but the network gives " + java.util.Arrays.toString(shape));
            }
        }
    }

    OrtEnvironment environment() {
        return environment;
    }

    /**
     * Runs the network; the results are in the output tensors' own buffers.
     *
     * @throws NoTurnException where it did not get its turn in time
     */
    void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws OrtException {
        turns.begin();
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            assert result.size() == outputs.size();
        } finally {
            turns.end();
        }
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}

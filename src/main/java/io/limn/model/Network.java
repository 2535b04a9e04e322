package io.limn.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.limn.model.graph.Computation;
import io.limn.model.graph.CutGraph;
import io.limn.model.graph.ParallelFor;
import io.limn.model.graph.Sampling;
import io.limn.model.graph.WholeGraph;
import io.limn.parsing.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model package's network in ONNX Runtime. Thread-safe; concurrent runs of a large one are {@linkplain RunPermits limited}. */
final class Network implements AutoCloseable {
    private final OrtEnvironment environment = OnnxRuntime.environment();
    private final Computation computation;
    private final RunPermits permits;
    private final Map<String, Output> outputs;

    /**
     * @param settings the threads one run computes on, the caller's included, and the provider
     * @param workers computes the rest of a run where not all of it is ONNX Runtime's
     * @throws InvalidModelException where ONNX Runtime does not take the file, or it lacks what the manifest names
     * @throws StoppingException if the process is about to end
     */
    Network(ModelPackage model, ModelSettings settings, ParallelFor workers) {
        int cores = Runtime.getRuntime().availableProcessors();
        permits = new RunPermits(
                RunPermits.concurrent(model.network(), settings.threads(), cores), settings.permitTimeout());
        try {
            computation = Openings.ofTheProcess()
                    .<Computation, OrtException, IOException>during(() -> computation(model, settings, workers));
        } catch (OrtException e) {
            throw new InvalidModelException(model.network(), "ONNX Runtime can't load it: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InvalidModelException(model.network(), "can't be cut in pieces: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidModelException(manifest(model), "sampling.layers: " + e.getMessage(), e);
        }
        try {
            outputs = checkNames(model);
            InputCheck.check(
                    manifest(model),
                    model,
                    settings,
                    computation.inputs().get(model.manifest().input().tensor()));
        } catch (OrtException | RuntimeException e) {
            close();
            throw e instanceof RuntimeException known
                    ? known
                    : new InvalidModelException(model.network(), "can't be inspected: " + e.getMessage(), e);
        }
    }

    /** In pieces where that is faster: a GPU samples well enough by the graph's own operators. */
    private Computation computation(ModelPackage model, ModelSettings settings, ParallelFor workers)
            throws OrtException, IOException {
        Sampling sampling = model.manifest().sampling();
        try (OrtSession.SessionOptions options = options(settings.threads())) {
            boolean gpu = Providers.add(settings.provider(), options);
            Optional<KeptNetworks> kept = gpu ? Optional.empty() : KeptNetworks.ofTheProcess();
            return sampling == null || gpu
                    ? new WholeGraph(
                            kept.isPresent()
                                    ? kept.get()
                                            .open(
                                                    environment,
                                                    model.network(),
                                                    model.manifest().sha256(),
                                                    () -> options(settings.threads()))
                                    : environment.createSession(model.network().toString(), options))
                    : new CutGraph(
                            environment, model.network(), sampling, Network::options, settings.threads(), workers);
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        // Left alone it would size its pool from the host, whatever the container may use.
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        // Threads that spin between two operators take CPU from threads that decode and render.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.addConfigEntry("session.set_denormal_as_zero", "1");
        // A pattern is remembered for every input shape seen: with frames of all shapes that only grows.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private static Path manifest(ModelPackage model) {
        return model.network().resolveSibling("model.json");
    }

    private Map<String, Output> checkNames(ModelPackage model) throws OrtException {
        Path file = manifest(model);
        String input = model.manifest().input().tensor();
        if (!computation.inputs().keySet().equals(Set.of(input))) {
            throw new InvalidModelException(
                    file,
                    "input.tensor: is '" + input + "', but the network's inputs are "
                            + computation.inputs().keySet());
        }
        Map<String, TensorInfo> there = computation.outputs();
        Map<String, Output> found = new LinkedHashMap<>();
        for (Output output : Output.of(model)) {
            TensorInfo tensor = there.get(output.name());
            if (tensor == null) {
                throw new InvalidModelException(
                        file,
                        output.field() + ": the network has no output '" + output.name() + "'; it has "
                                + there.keySet());
            }
            Output declared = output.declared(tensor);
            if (declared == null) {
                throw new InvalidModelException(
                        file,
                        output.field() + ": '" + output.name() + "' should be " + output.text()
                                + ", but the network gives " + Arrays.toString(tensor.getShape()) + " of "
                                + tensor.type);
            }
            found.put(output.name(), declared);
        }
        return found;
    }

    /** The outputs that the heads name, as the network declares them. */
    Map<String, Output> outputs() {
        return outputs;
    }

    OrtEnvironment environment() {
        return environment;
    }

    /**
     * Runs the network; the results are in the output tensors' own buffers.
     *
     * @param cancellation stops it before the graph's next operator, and the wait for a permit
     * @throws PermitTimeoutException if no permit was free in time
     */
    void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, Cancellation cancellation)
            throws OrtException {
        permits.acquire(cancellation);
        try (OrtSession.RunOptions options = new OrtSession.RunOptions();
                Cancellation.Registration stop = cancellation.whenCancelled(() -> terminate(options))) {
            computation.run(inputs, outputs, options);
        } finally {
            permits.release();
        }
    }

    private static void terminate(OrtSession.RunOptions options) {
        try {
            options.setTerminate(true);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime can't be told to stop a run", e);
        }
    }

    @Override
    public void close() {
        computation.close();
    }
}

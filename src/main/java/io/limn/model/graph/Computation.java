package io.limn.model.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Map;

/** How a network is computed: as one graph or in pieces. Thread-safe. */
public sealed interface Computation extends AutoCloseable permits WholeGraph, CutGraph {
    /** What it reads, by name; free dimensions are negative. */
    Map<String, TensorInfo> inputs() throws OrtException;

    /** What it gives, by name; free dimensions are negative. */
    Map<String, TensorInfo> outputs() throws OrtException;

    /**
     * Fills the output tensors.
     *
     * @param options of all of it; where they are told to terminate, the run fails
     */
    void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, OrtSession.RunOptions options)
            throws OrtException;

    @Override
    void close();
}

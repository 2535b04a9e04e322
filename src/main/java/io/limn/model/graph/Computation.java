package io.limn.model.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Map;

/** How a network is computed: as one graph or in pieces. Thread-safe. */
public sealed interface Computation extends AutoCloseable permits WholeGraph, CutGraph {
    /** The input tensors, by name; dynamic dimensions are negative. */
    Map<String, TensorInfo> inputs() throws OrtException;

    /** The output tensors, by name; dynamic dimensions are negative. */
    Map<String, TensorInfo> outputs() throws OrtException;

    /**
     * Runs the network and fills the output tensors.
     *
     * @param options of the whole run; setting them to terminate makes it fail
     */
    void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, OrtSession.RunOptions options)
            throws OrtException;

    @Override
    void close();
}

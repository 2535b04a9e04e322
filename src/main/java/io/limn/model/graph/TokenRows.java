package io.limn.model.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor with one row per token: as a whole, and in slabs of tokens that share its memory.
 *
 * @param tail dimensions of a row
 * @param floats tokens x row
 */
record TokenRows(List<Long> tail, FloatBuffer floats, OnnxTensor whole, List<OnnxTensor> slabs)
        implements AutoCloseable {
    /** @param slab tokens per slab; the last may have fewer */
    static TokenRows of(OrtEnvironment environment, int tokens, int slab, List<Long> tail) throws OrtException {
        int width = width(tail);
        FloatBuffer floats = DirectFloats.of(Math.multiplyExact(tokens, width));
        List<OnnxTensor> slabs = new ArrayList<>();
        for (int from = 0; from < tokens; from += slab) {
            int count = Math.min(slab, tokens - from);
            slabs.add(tensor(environment, floats.slice(from * width, count * width), count, tail));
        }
        return new TokenRows(tail, floats, tensor(environment, floats, tokens, tail), slabs);
    }

    private static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer floats, int tokens, List<Long> tail)
            throws OrtException {
        long[] shape = new long[tail.size() + 1];
        shape[0] = tokens;
        for (int i = 0; i < tail.size(); i++) {
            shape[i + 1] = tail.get(i);
        }
        return OnnxTensor.createTensor(environment, floats, shape);
    }

    /** Floats per token. */
    static int width(List<Long> tail) {
        return Math.toIntExact(tail.stream().reduce(1L, Math::multiplyExact));
    }

    @Override
    public void close() {
        whole.close();
        slabs.forEach(OnnxTensor::close);
    }
}

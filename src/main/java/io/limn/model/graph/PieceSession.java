package io.limn.model.graph;

import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A piece of a network, ready to run.
 *
 * @param inputs tensors that it reads
 * @param outputs tensors that it outputs
 * @param rows its outputs with one row per token, with the dimensions of a row
 * @param last tensors that no later piece reads
 */
record PieceSession(
        OrtSession session, Set<String> inputs, Set<String> outputs, Map<String, List<Long>> rows, Set<String> last) {
    /**
     * @param given the session's outputs, by name
     * @param tokenWise names of all tensors with one row per token
     * @throws IllegalArgumentException if such a tensor doesn't have a row of fixed size per token
     */
    static PieceSession of(
            OrtSession session, CutModel model, int number, Map<String, TensorInfo> given, Set<String> tokenWise) {
        Map<String, List<Long>> rows = new HashMap<>();
        boolean between = number > 0 && number < model.pieces() - 1;
        given.forEach((name, info) -> {
            if (between || tokenWise.contains(name)) {
                rows.put(name, tail(name, info));
            }
        });
        Set<String> last = new HashSet<>(model.inputs(number));
        for (int later = number + 1; later < model.pieces(); later++) {
            last.removeAll(model.inputs(later));
        }
        return new PieceSession(
                session, Set.copyOf(model.inputs(number)), Set.copyOf(model.outputs(number)), rows, last);
    }

    private static List<Long> tail(String name, TensorInfo info) {
        long[] shape = info.getShape();
        boolean fits = shape.length >= 2
                && shape[0] < 0
                && Arrays.stream(shape).skip(1).allMatch(side -> side > 0)
                && info.onnxType == TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT;
        if (!fits) {
            throw new IllegalArgumentException("'" + name + "' is " + info.type + " " + Arrays.toString(shape)
                    + ", but between samplings a tensor is floats, with a row of known sides per token");
        }
        return Arrays.stream(shape).skip(1).boxed().toList();
    }
}

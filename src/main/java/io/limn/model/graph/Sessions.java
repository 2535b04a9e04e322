package io.limn.model.graph;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.Map;

/** What sessions of ONNX Runtime lack. */
public final class Sessions {
    private Sessions() {}

    /** What a session gives in tensors, by name; free sides are negative. */
    static Map<String, TensorInfo> outputs(OrtSession session) throws OrtException {
        Map<String, TensorInfo> outputs = new HashMap<>();
        for (NodeInfo node : session.getOutputInfo().values()) {
            if (node.getInfo() instanceof TensorInfo tensor) {
                outputs.put(node.getName(), tensor);
            }
        }
        return outputs;
    }

    /** Frees a session and what it holds. */
    public static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the network can't be closed: " + e.getMessage(), e);
        }
    }
}

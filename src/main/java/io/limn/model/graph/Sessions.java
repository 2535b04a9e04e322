package io.limn.model.graph;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Access to sessions of ONNX Runtime. */
public final class Sessions {
    private Sessions() {}

    /** The tensors that a session reads, by name; dynamic dimensions are negative. */
    static Map<String, TensorInfo> inputs(OrtSession session) throws OrtException {
        return tensors(session.getInputInfo().values());
    }

    /** The tensors that a session outputs, by name; dynamic dimensions are negative. */
    static Map<String, TensorInfo> outputs(OrtSession session) throws OrtException {
        return tensors(session.getOutputInfo().values());
    }

    private static Map<String, TensorInfo> tensors(Collection<NodeInfo> nodes) {
        Map<String, TensorInfo> tensors = new HashMap<>();
        for (NodeInfo node : nodes) {
            if (node.getInfo() instanceof TensorInfo tensor) {
                tensors.put(node.getName(), tensor);
            }
        }
        return tensors;
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

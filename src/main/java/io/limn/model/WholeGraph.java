package io.limn.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A network as one graph in one session. */
record WholeGraph(OrtSession session) implements Computation {
    @Override
    public Set<String> inputs() {
        return session.getInputNames();
    }

    @Override
    public Map<String, TensorInfo> outputs() throws OrtException {
        return outputs(session);
    }

    /** What a session gives in tensors, by name. */
    static Map<String, TensorInfo> outputs(OrtSession session) throws OrtException {
        Map<String, TensorInfo> outputs = new HashMap<>();
        for (NodeInfo node : session.getOutputInfo().values()) {
            if (node.getInfo() instanceof TensorInfo tensor) {
                outputs.put(node.getName(), tensor);
            }
        }
        return outputs;
    }

    @Override
    public void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) throws OrtException {
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            assert result.size() == outputs.size();
        }
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}

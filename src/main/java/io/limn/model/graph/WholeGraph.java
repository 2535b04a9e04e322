package io.limn.model.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Map;
import java.util.Set;

/** A network as one graph in one session. */
public record WholeGraph(OrtSession session) implements Computation {
    @Override
    public Map<String, TensorInfo> inputs() throws OrtException {
        return Sessions.inputs(session);
    }

    @Override
    public Map<String, TensorInfo> outputs() throws OrtException {
        return Sessions.outputs(session);
    }

    @Override
    public void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, OrtSession.RunOptions options)
            throws OrtException {
        try (OrtSession.Result result = session.run(inputs, Set.of(), outputs, options)) {
            assert result.size() == outputs.size();
        }
    }

    @Override
    public void close() {
        Sessions.close(session);
    }
}

package io.limn.http.inference;

import io.limn.text.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads which outputs a request asks for, and in which encoding. */
final class WantedOutputs {
    private WantedOutputs() {}

    /**
     * Each wanted output and whether it comes as binary data, in the order of the answer.
     *
     * @param known the available outputs
     * @throws io.limn.http.ProblemException saying what is wrong
     */
    static Map<String, Boolean> of(InferenceRequest.Json request, List<String> known) {
        boolean binary = Boolean.TRUE.equals(RequestReader.parameter(request.parameters(), "binary_data_output"));
        Map<String, Boolean> outputs = new LinkedHashMap<>();
        if (request.outputs() == null || request.outputs().isEmpty()) {
            known.forEach(name -> outputs.put(name, binary));
            return outputs;
        }
        for (InferenceRequest.Output output : request.outputs()) {
            if (output == null || output.name() == null) {
                throw BadRequest.of("An output of 'outputs' has no name; there are: " + String.join(", ", known) + ".");
            }
            if (!known.contains(output.name())) {
                throw BadRequest.of("There is no output '" + Shown.start(output.name()) + "'; there are: "
                        + String.join(", ", known) + ".");
            }
            if (RequestReader.parameter(output.parameters(), "classification") != null) {
                throw BadRequest.of("'classification' is not supported; outputs are whole tensors.");
            }
            Object own = RequestReader.parameter(output.parameters(), "binary_data");
            outputs.put(output.name(), own == null ? binary : Boolean.TRUE.equals(own));
        }
        return outputs;
    }
}

package io.limn.http.inference;

import java.util.List;
import java.util.Map;

/**
 * A request that can be answered.
 *
 * @param id the caller's, to be said back; null where there is none
 * @param picture a picture file's bytes
 * @param outputs the outputs wanted, and whether as binary data, in the order of the answer
 */
record InferenceRequest(String id, byte[] picture, Map<String, Boolean> outputs) {
    /** The request as it stands in JSON; everything in it may be missing. */
    record Json(String id, Map<String, Object> parameters, List<Input> inputs, List<Output> outputs) {}

    /** An input tensor. */
    record Input(String name, List<Long> shape, String datatype, Map<String, Object> parameters, Elements data) {}

    /** An output tensor that is wanted. */
    record Output(String name, Map<String, Object> parameters) {}
}

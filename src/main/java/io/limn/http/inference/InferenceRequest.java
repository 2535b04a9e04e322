package io.limn.http.inference;

import java.util.List;
import java.util.Map;

/**
 * A valid request.
 *
 * @param id the caller's id, returned in the answer; null if there is none
 * @param picture a picture file's bytes
 * @param outputs the requested outputs, each with whether it is returned as binary data, in the order of the answer
 */
record InferenceRequest(String id, byte[] picture, Map<String, Boolean> outputs) {
    /** The request's JSON; every member may be missing. */
    record Json(String id, Map<String, Object> parameters, List<Input> inputs, List<Output> outputs) {}

    /** An input tensor. */
    record Input(String name, List<Long> shape, String datatype, Map<String, Object> parameters, Elements data) {}

    /** A requested output tensor. */
    record Output(String name, Map<String, Object> parameters) {}
}

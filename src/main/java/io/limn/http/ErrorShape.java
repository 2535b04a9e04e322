package io.limn.http;

import io.limn.problem.Problem;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** The form of an error: problem+json (RFC 9457), except under the Open Inference Protocol, which has its own. */
final class ErrorShape {
    static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    private ErrorShape() {}

    static MediaType mediaType(String path) {
        return isInference(path) ? MediaType.APPLICATION_JSON_TYPE : PROBLEM_JSON;
    }

    static Object body(String path, Problem problem) {
        return isInference(path) ? Map.of("error", problem.detail()) : problem;
    }

    private static boolean isInference(String path) {
        return path.equals("/v2") || path.startsWith("/v2/");
    }
}

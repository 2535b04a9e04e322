package io.limn.http.inference;

import io.limn.http.ProblemException;
import io.limn.problem.Problem;
import io.limn.text.Shown;

/** Errors in a request of the protocol, as one sentence; sent as the protocol's {@code error}. */
final class BadRequest {
    private BadRequest() {}

    static ProblemException of(String sentence) {
        return problem(400, sentence);
    }

    static ProblemException unknownModel(String name, String version, String known) {
        String asked =
                version == null ? "model '" + Shown.start(name) + "'" : "version '" + Shown.start(version) + "' of it";
        return problem(404, "There is no " + asked + "; this service has " + known + ".");
    }

    static ProblemException encoded(String encoding) {
        return problem(415, "The body is '" + Shown.start(encoding) + "'; send it without Content-Encoding.");
    }

    static ProblemException tooMuchJson(long numbers, long allowed) {
        return problem(
                413,
                "The outputs are " + numbers + " numbers; at most " + allowed
                        + " are written as JSON; ask for fewer outputs, or for binary_data.");
    }

    private static ProblemException problem(int status, String sentence) {
        return new ProblemException(Problem.of("inference-request", "Inference request refused", status, sentence));
    }
}

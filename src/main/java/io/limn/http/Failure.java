package io.limn.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.limn.edit.EditsRefusedException;
import io.limn.problem.JsonFault;
import io.limn.problem.Problem;
import io.limn.problem.QueueFullException;
import io.limn.result.Problems;
import io.smallrye.mutiny.TimeoutException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;

/**
 * A failure as shown to callers: never a class name, a path or a stack trace.
 *
 * @param retryAfter null if a retry would not help
 */
record Failure(Problem problem, Duration retryAfter) {
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    static Failure of(Throwable failure) {
        if (failure instanceof ProblemException named) {
            return new Failure(named.problem(), named.problem().status() == 504 ? SHORTLY : null);
        }
        if (failure instanceof EditsRefusedException refused) {
            return new Failure(refused.problem(), null);
        }
        if (failure instanceof QueueFullException full) {
            return new Failure(Problems.of(full), full.retryAfter());
        }
        if (failure instanceof JsonProcessingException json) {
            return new Failure(ofBody(json), null);
        }
        if (failure instanceof WebApplicationException call) {
            if (call.getCause() instanceof JsonProcessingException json) {
                return new Failure(ofBody(json), null);
            }
            return new Failure(ofCall(call.getResponse().getStatus()), null);
        }
        if (failure instanceof IOException) {
            // our own reads and writes wrap theirs: this one is the server's, for a body that broke off or is not a
            // form
            return new Failure(ofCall(400), null);
        }
        if (failure instanceof TimeoutException) {
            return new Failure(problem("timeout", "Timed out", 504, "Processing was stopped; try again."), SHORTLY);
        }
        Problem known = Problems.of(failure);
        return known.status() < 500 ? new Failure(known, null) : inside(known);
    }

    /** An internal failure without its internal message, which is for the log. */
    private static Failure inside(Problem known) {
        boolean passing = known.status() == 503;
        String detail = passing
                ? "The service failed; the picture is not the cause. Try again."
                : "The service failed; the call is not the cause.";
        return new Failure(new Problem(known.type(), known.title(), known.status(), detail), passing ? SHORTLY : null);
    }

    private static Problem ofBody(JsonProcessingException json) {
        return problem(
                "malformed-call",
                "Malformed call",
                400,
                json instanceof JsonMappingException shape
                        ? "The call's body does not have the required form: " + JsonFault.of(shape) + "."
                        : "The call's body is not valid JSON" + JsonFault.where(json) + ".");
    }

    private static Problem ofCall(int status) {
        return switch (status) {
            case 400 ->
                problem(
                        "malformed-call",
                        "Malformed call",
                        400,
                        "The call's body or one of its parameters is malformed.");
            case 404 ->
                problem("not-found", "Not found", 404, "This address does not exist; /q/openapi lists all addresses.");
            case 405 ->
                problem(
                        "method-not-allowed",
                        "Method not allowed",
                        405,
                        "This address does not support this method; see the header 'Allow'.");
            case 406 ->
                problem("not-acceptable", "Not acceptable", 406, "None of the media types in 'Accept' is available.");
            case 413 ->
                problem("too-many-bytes", "Too many bytes", 413, "The body is larger than this service accepts.");
            case 415 ->
                problem(
                        "unsupported-media-type",
                        "Unsupported media type",
                        415,
                        "Send a picture as image/*, as application/octet-stream, or in the field 'image' of a multipart/form-data form.");
            default -> problem("call-failed", "Call failed", status, "The call failed.");
        };
    }

    private static Problem problem(String type, String title, int status, String detail) {
        return Problem.of(type, title, status, detail);
    }
}

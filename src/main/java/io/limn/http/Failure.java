package io.limn.http;

import io.limn.job.FrameFailedException;
import io.limn.job.Problem;
import io.limn.job.QueueFullException;
import io.limn.store.StoreException;
import io.smallrye.mutiny.TimeoutException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;

/**
 * A failure as callers may see it: never a class name, a path or a stack trace.
 *
 * @param retryAfter null where trying again would not help
 */
record Failure(Problem problem, Duration retryAfter) {
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    static Failure of(Throwable failure) {
        if (failure instanceof ProblemException named) {
            return new Failure(named.problem(), named.problem().status() == 504 ? SHORTLY : null);
        }
        if (failure instanceof QueueFullException full) {
            return new Failure(problem("queue-full", "Queue full", 429, full.getMessage()), full.retryAfter());
        }
        if (failure instanceof WebApplicationException call) {
            return new Failure(ofCall(call.getResponse().getStatus()), null);
        }
        if (failure instanceof FrameFailedException || failure instanceof StoreException) {
            return new Failure(problem("frame-failed", "Frame failed", 503, "The picture is sound; try again."), SHORTLY);
        }
        if (failure instanceof IOException) {
            // our own reads and writes are never bare: this one is the server's, of a body that broke off or is no form
            return new Failure(ofCall(400), null);
        }
        if (failure instanceof TimeoutException) {
            return new Failure(problem("timeout", "Took too long", 504, "The work was given up; try again."), SHORTLY);
        }
        return new Failure(problem("internal", "Internal error", 500, "Something went wrong here, not with the call."), null);
    }

    private static Problem ofCall(int status) {
        return switch (status) {
            case 400 -> problem("malformed-call", "Malformed call", 400, "The call can't be read; its body or a parameter is broken.");
            case 404 -> problem("not-found", "Not found", 404, "There is nothing at this address; /q/openapi lists what there is.");
            case 405 -> problem("method-not-allowed", "Method not allowed", 405, "This address does not take this method; 'Allow' lists the ones it takes.");
            case 406 -> problem("not-acceptable", "Not acceptable", 406, "None of the media types in 'Accept' can be had here.");
            case 413 -> problem("too-many-bytes", "Too many bytes", 413, "The body is larger than this service takes.");
            case 415 -> problem("unsupported-media-type", "Unsupported media type", 415,
                    "Send a picture as image/*, as application/octet-stream, or in the field 'image' of a multipart/form-data form.");
            default -> problem("call-failed", "Call failed", status, "The call could not be answered.");
        };
    }

    private static Problem problem(String type, String title, int status, String detail) {
        return new Problem("urn:limn:problem:" + type, title, status, detail);
    }
}

package io.limn.result;

import io.limn.frame.header.FrameRejectedException;
import io.limn.problem.FrameFailedException;
import io.limn.problem.Problem;
import io.limn.problem.QueueFullException;
import io.limn.problem.RefusedOptionException;
import io.limn.store.StoreException;

/**
 * Failures as the problems that a manifest records and HTTP answers.
 *
 * <p>Statuses: 400 an empty body; 415 not a picture, or an unsupported format; 422 a picture that is damaged, takes too long to decode or
 * has too many pixels (few bytes can declare many, so the body need not be large); 413 too many bytes; 404 no such object; 409 replaced by
 * a newer version; 429 the queue is full; 500 unexpected error; 502 the store denies access or lacks a bucket; 503 store or service failed,
 * retry.
 */
public final class Problems {
    private Problems() {}

    public static Problem of(FrameRejectedException rejected) {
        String detail = rejected.getMessage();
        return switch (rejected.reason()) {
            case EMPTY -> problem("empty", "The frame is empty", 400, detail);
            case NOT_AN_IMAGE -> problem("not-an-image", "Not an image", 415, detail);
            case UNSUPPORTED -> problem("unsupported-image", "An image of a kind that is not read", 415, detail);
            case DAMAGED -> problem("damaged-image", "The image is damaged", 422, detail);
            case TOO_MANY_BYTES -> problem("too-many-bytes", "The file is too large", 413, detail);
            case TOO_MANY_PIXELS -> problem("too-many-pixels", "The image has too many pixels", 422, detail);
            case TOO_COSTLY -> problem("too-costly", "The image takes too long to decode", 422, detail);
        };
    }

    /** Any failure of a frame; an unexpected error is a 500 without internal details. */
    public static Problem of(Throwable failure) {
        if (failure instanceof FrameRejectedException rejected) {
            return of(rejected);
        }
        if (failure instanceof RefusedOptionException refused) {
            return refused.problem();
        }
        if (failure instanceof QueueFullException) {
            return problem("busy", "Too many frames are waiting", 429, failure.getMessage());
        }
        if (failure instanceof FrameFailedException) {
            return problem("failed", "The service failed on this frame", 503, failure.getMessage());
        }
        if (failure instanceof StoreException store) {
            return of(store);
        }
        return problem("internal", "Unexpected error", 500, "Unexpected error; see the service's log");
    }

    /** Whether this is an expected failure whose message suffices, so that the log needs no stack trace. */
    public static boolean isExplained(Throwable failure) {
        return failure instanceof FrameFailedException
                || failure instanceof StoreException
                || failure instanceof QueueFullException;
    }

    /** Whether a retry of the same frame may succeed: the store or the service failed, not the request. */
    public static boolean mayPass(Throwable failure) {
        return failure instanceof FrameFailedException
                || failure instanceof StoreException store && store.kind().retryable();
    }

    private static Problem of(StoreException failure) {
        String detail = failure.getMessage();
        return switch (failure.kind()) {
            case NOT_FOUND -> problem("not-found", "No such object", 404, detail);
            case CHANGED -> problem("superseded", "Replaced by a newer version", 409, detail);
            case TOO_LARGE -> problem("too-many-bytes", "The file is too large", 413, detail);
            case DENIED -> problem("store-denied", "Access to the object store denied", 502, detail);
            case BUCKET_MISSING -> problem("bucket-missing", "A bucket is missing", 502, detail);
            case UNAVAILABLE -> problem("store-unavailable", "The object store is not available", 503, detail);
        };
    }

    private static Problem problem(String kind, String title, int status, String detail) {
        return Problem.of(kind, title, status, detail);
    }
}

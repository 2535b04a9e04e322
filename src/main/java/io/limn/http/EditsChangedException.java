package io.limn.http;

import io.limn.problem.Problem;

/** Edits are others than the caller has seen. */
final class EditsChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String eTag;

    /** @param eTag of those that are there; null where there are none, or it isn't known */
    EditsChangedException(String eTag) {
        super("edits have changed", null, false, false);
        this.eTag = eTag;
    }

    String eTag() {
        return eTag;
    }

    Problem problem() {
        return Problem.of(
                "edits-changed",
                "Edits have changed",
                412,
                eTag == null
                        ? "The edits that 'If-Match' names aren't there; get the present ones first."
                        : "The frame has edits already; get them, and name their ETag in 'If-Match'.");
    }
}

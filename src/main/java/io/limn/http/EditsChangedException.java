package io.limn.http;

import io.limn.problem.Problem;

/** The edits are not those that the caller has seen. */
final class EditsChangedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String eTag;

    /** @param eTag of the current edits; null if there are none or it isn't known */
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
                        ? "The edits that 'If-Match' names no longer exist; get the current ones first."
                        : "The frame has edits already; get them, and name their ETag in 'If-Match'.");
    }
}

package io.limn.batch.shot;

/** A pass stops after a frame, so that other callers' shots get their turn; it resumes later. */
final class TurnOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TurnOverException() {
        super("another caller's shot has its turn", null, false, false);
    }
}

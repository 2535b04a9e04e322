package io.limn.model;

/** A model isn't opened, because the process was asked to stop. */
public final class StoppingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppingException() {
        super("stopped before the model was open");
    }
}

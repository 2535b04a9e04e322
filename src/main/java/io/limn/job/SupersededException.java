package io.limn.job;

/** The stored frame is another one by now, or gone; ends as {@link Outcome.Superseded}. */
final class SupersededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SupersededException(Throwable cause) {
        super("the object was overwritten or deleted", cause);
    }
}

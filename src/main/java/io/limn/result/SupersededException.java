package io.limn.result;

/** The source of a result has changed or is gone. */
public final class SupersededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SupersededException(Throwable cause) {
        super("the object was overwritten or deleted", cause);
    }
}

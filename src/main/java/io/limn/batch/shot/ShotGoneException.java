package io.limn.batch.shot;

/** The marker was deleted or replaced while its shot was being processed. */
final class ShotGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShotGoneException() {
        super("the shot was cancelled");
    }
}

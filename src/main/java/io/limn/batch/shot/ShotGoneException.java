package io.limn.batch.shot;

/** The marker was deleted or written anew while its shot was being done. */
final class ShotGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShotGoneException() {
        super("the shot was cancelled");
    }
}

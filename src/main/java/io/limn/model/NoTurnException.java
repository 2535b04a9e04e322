package io.limn.model;

/** A large network had no turn for a frame in time; the frame may be tried again. */
final class NoTurnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoTurnException(String why) {
        super(why);
    }
}

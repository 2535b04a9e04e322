package io.limn.batch.shot;

/** Another process works on the shot. */
final class ShotHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShotHeldException() {
        super("another process works on this shot");
    }
}

package io.limn.model;

/** A large network was busy for too long; the frame may be tried again. */
final class PermitTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PermitTimeoutException(String why) {
        super(why);
    }
}

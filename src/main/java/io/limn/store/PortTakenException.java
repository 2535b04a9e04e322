package io.limn.store;

/** The port of the embedded server is in use. */
public final class PortTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, Throwable cause) {
        super(
                "limn.store.embedded-port=" + port
                        + " is in use by another process: stop it, set another port, or 0 for any"
                        + " free port",
                cause);
    }
}

package io.limn.store;

/** Another process listens where the embedded server should. */
final class PortTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PortTakenException(int port, Throwable cause) {
        super(
                "limn.store.embedded-port=" + port
                        + " is taken by another process; stop that one, name another port, or take 0 for"
                        + " any free one",
                cause);
    }
}

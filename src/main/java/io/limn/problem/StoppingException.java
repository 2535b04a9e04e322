package io.limn.problem;

/** The service is stopping and did not process the frame; another process, or this one after a restart, can parse it. */
public final class StoppingException extends FrameFailedException {
    private static final long serialVersionUID = 1L;

    public StoppingException(Throwable cause) {
        super("Limn is stopping; the frame was not parsed", cause);
    }
}

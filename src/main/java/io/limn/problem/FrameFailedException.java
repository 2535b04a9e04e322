package io.limn.problem;

/** The frame was sound, but the service failed on it (network, memory, time): trying again may help. */
public final class FrameFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FrameFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

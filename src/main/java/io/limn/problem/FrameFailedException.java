package io.limn.problem;

/** The frame is valid, but the service failed on it (network, memory, time): a retry may help. */
public class FrameFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FrameFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

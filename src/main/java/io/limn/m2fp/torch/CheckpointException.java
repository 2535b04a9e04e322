package io.limn.m2fp.torch;

/** A checkpoint can't be used; the message is a sentence for the user. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String sentence) {
        super(sentence);
    }

    public CheckpointException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

package io.limn.parsing;

/** The network failed on a frame that was sound; the frame is not to blame and may be tried again. */
public final class ParserFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ParserFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

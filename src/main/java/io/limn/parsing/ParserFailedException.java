package io.limn.parsing;

/** The network failed on a valid frame; a retry may help. */
public final class ParserFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ParserFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

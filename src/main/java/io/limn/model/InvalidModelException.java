package io.limn.model;

import java.nio.file.Path;

/** A model package that can't be used; the sentence names the file, the field and what would be right. */
public final class InvalidModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidModelException(Path file, String sentence) {
        super(file + ": " + sentence);
    }

    public InvalidModelException(Path file, String sentence, Throwable cause) {
        super(file + ": " + sentence, cause);
    }
}

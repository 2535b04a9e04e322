package io.limn.event.lambda;

import java.io.IOException;

/** The Runtime API does not do what it should: the process is of no use any more. */
final class RuntimeApiBrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    RuntimeApiBrokenException(String sentence) {
        super(sentence);
    }
}

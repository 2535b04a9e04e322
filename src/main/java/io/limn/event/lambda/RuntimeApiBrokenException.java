package io.limn.event.lambda;

import java.io.IOException;

/** The Runtime API misbehaves; the process should exit. */
final class RuntimeApiBrokenException extends IOException {
    private static final long serialVersionUID = 1L;

    RuntimeApiBrokenException(String sentence) {
        super(sentence);
    }
}

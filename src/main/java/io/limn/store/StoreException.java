package io.limn.store;

import java.util.Objects;

/** The object store did not do what was asked. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, and so whether trying again helps. */
    public enum Kind {
        /** No object under that key. */
        NOT_FOUND(false),
        /** The object is not the one that was asked for any more (precondition failed). */
        CHANGED(false),
        /** More bytes than the caller takes. */
        TOO_LARGE(false),
        /** Credentials or policy forbid it. */
        DENIED(false),
        /** No such bucket. */
        BUCKET_MISSING(false),
        /** 5xx, throttling, time-out, connection lost. */
        UNAVAILABLE(true);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        public boolean retryable() {
            return retryable;
        }
    }

    private final Kind kind;

    public StoreException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = Objects.requireNonNull(kind);
    }

    public Kind kind() {
        return kind;
    }
}

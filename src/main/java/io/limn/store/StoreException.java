package io.limn.store;

import java.util.Objects;

/** A failed request to the object store. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kind of failure, which decides whether a retry helps. */
    public enum Kind {
        /** No object under that key. */
        NOT_FOUND(false),
        /** The object has changed (precondition failed). */
        CHANGED(false),
        /** More bytes than the caller accepts. */
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

    /** Whether a failure says that there is no object under the key. */
    public static boolean isMissing(Throwable failure) {
        return failure instanceof StoreException store && store.kind == Kind.NOT_FOUND;
    }

    public Kind kind() {
        return kind;
    }
}

package io.limn.frame.header;

import java.util.Objects;

/** A frame that can't be decoded, now or ever: trying again would give the same answer. */
public final class FrameRejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why; each reason has its own problem type. */
    public enum Reason {
        EMPTY,
        NOT_AN_IMAGE,
        DAMAGED,
        TOO_MANY_BYTES,
        TOO_MANY_PIXELS,
        TOO_COSTLY,
        UNSUPPORTED
    }

    private final Reason reason;

    public FrameRejectedException(Reason reason, String sentence) {
        super(sentence);
        this.reason = Objects.requireNonNull(reason);
    }

    public FrameRejectedException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = Objects.requireNonNull(reason);
    }

    public Reason reason() {
        return reason;
    }
}

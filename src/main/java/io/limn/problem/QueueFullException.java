package io.limn.problem;

import java.time.Duration;

/** The queue is full. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Duration retryAfter;

    public QueueFullException(int waiting, Duration retryAfter) {
        super(waiting + " frames are already waiting; try again in " + retryAfter.toSeconds() + " s");
        this.retryAfter = retryAfter;
    }

    /** An estimate of how long it takes until there is room, at least one second. */
    public Duration retryAfter() {
        return retryAfter == null ? Duration.ofSeconds(1) : retryAfter;
    }
}

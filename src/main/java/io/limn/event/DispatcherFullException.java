package io.limn.event;

/** Too many pending uploads; this one stays in its bucket, and catch-up will process it. */
public final class DispatcherFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DispatcherFullException(int pending) {
        super(pending + " uploads are already pending; the next catch-up will process this one");
    }
}

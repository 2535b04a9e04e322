package io.limn.event;

/** More uploads are wanted than the intake keeps in memory; this one is safe in its bucket, and catch-up brings it. */
public final class DispatcherFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DispatcherFullException(int pending) {
        super(pending + " uploads are pending already; the next catch-up brings this one");
    }
}

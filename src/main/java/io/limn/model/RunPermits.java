package io.limn.model;

import io.limn.parsing.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits concurrent runs of a network. A small network isn't limited; of a large one, whose intermediate maps take hundreds of
 * megabytes per run, no more run concurrently than there are cores for. First come, first served.
 */
final class RunPermits {
    /** Bytes of a network's file from which it counts as large. */
    private static final long LARGE = 64L << 20;

    private final Semaphore free;
    private final Duration timeout;

    /** @param timeout how long a caller waits for a permit */
    RunPermits(int concurrent, Duration timeout) {
        free = new Semaphore(concurrent, true);
        this.timeout = timeout;
    }

    /** How many runs of {@code threads} threads may go on concurrently. */
    static int concurrent(Path network, int threads, int cores) {
        try {
            return Files.size(network) < LARGE ? Integer.MAX_VALUE : Math.max(1, cores / threads);
        } catch (IOException e) {
            throw new InvalidModelException(network, "can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for a permit, to be given back by {@link #release}.
     *
     * @param cancellation ends the wait; what its {@link Cancellation#check} throws comes out of here
     * @throws PermitTimeoutException if none came in time, or the waiting thread was interrupted
     */
    void acquire(Cancellation cancellation) {
        try {
            if (!free.tryAcquire(0, TimeUnit.MILLISECONDS) && !waited(cancellation)) {
                throw new PermitTimeoutException("earlier runs took longer than " + timeout.toMillis()
                        + " ms (limn.model.permit-timeout): send fewer frames concurrently, or raise the timeout");
            }
        } catch (InterruptedException e) {
            cancellation.check();
            Thread.currentThread().interrupt();
            throw new PermitTimeoutException("the wait for it was interrupted");
        }
    }

    private boolean waited(Cancellation cancellation) throws InterruptedException {
        Thread waiting = Thread.currentThread();
        try (Cancellation.Registration stop = cancellation.whenCancelled(waiting::interrupt)) {
            return free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            Thread.interrupted(); // a permit and the interruption may come at the same time; the run itself asks again
        }
    }

    void release() {
        free.release();
    }
}

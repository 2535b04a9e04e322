package io.limn.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who may run a network now. A small network runs for all who ask together; of a large one, whose intermediate maps fill hundreds of
 * megabytes a run, no more run at once than there are cores for, first come first served.
 */
final class Turns {
    /** Bytes of a network's file from which it counts as large. */
    private static final long LARGE = 64L << 20;

    private final Semaphore free;
    private final Duration timeout;

    /** @param timeout how long one waits for a turn */
    Turns(int atOnce, Duration timeout) {
        free = new Semaphore(atOnce, true);
        this.timeout = timeout;
    }

    /** How many runs of {@code threads} threads may go on at once. */
    static int atOnce(Path network, int threads, int cores) {
        try {
            return Files.size(network) < LARGE ? Integer.MAX_VALUE : Math.max(1, cores / threads);
        } catch (IOException e) {
            throw new InvalidModelException(network, "can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Waits for a turn; whoever got one {@link #end ends} it.
     *
     * @throws NoTurnException where none came in time, or the waiting thread was interrupted
     */
    void begin() {
        try {
            if (!free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NoTurnException("runs before it took longer than " + timeout.toMillis()
                        + " ms (limn.model.turn-timeout): send fewer frames at once, or wait longer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTurnException("the wait for it was interrupted");
        }
    }

    void end() {
        free.release();
    }
}

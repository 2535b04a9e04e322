package io.limn.model.crew;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A few threads that share out work which needs no waiting: whoever brings it works along, and alone where the others are busy with
 * somebody else's.
 */
public final class Crew implements AutoCloseable {
    /** What is to be done for each of some numbers. */
    public interface Work<E extends Exception> {
        void at(int i) throws E;
    }

    private final int helpers;
    private final ExecutorService pool;

    /** @param threads that work on one thing at once, the caller's included, at least 1 */
    public Crew(int threads) {
        helpers = threads - 1;
        pool = Executors.newFixedThreadPool(Math.max(1, helpers), task -> {
            Thread thread = new Thread(task, "limn-crew");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does {@code work} for each of 0..count-1, in any order, and returns when nobody is at it any more.
     *
     * @throws E what the work threw first, some of the rest being left undone
     */
    public <E extends Exception> void each(int count, Work<E> work) throws E {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Phaser atWork = new Phaser(1);
        Runnable share = () -> {
            atWork.register();
            try {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    work.at(i);
                }
            } catch (Throwable e) {
                next.set(count);
                failure.compareAndSet(null, e);
            } finally {
                atWork.arriveAndDeregister();
            }
        };
        for (int i = 0; i < Math.min(helpers, count - 1); i++) {
            pool.execute(share);
        }
        share.run();
        // Whoever comes only now finds nothing left to do, so nobody waits for him.
        atWork.arriveAndAwaitAdvance();
        if (failure.get() != null) {
            throw Crew.<E>asThrown(failure.get());
        }
    }

    /** The work throws nothing else that is checked. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E asThrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return (E) failure;
    }

    /** Ends the threads; nobody may bring work any more. */
    @Override
    public void close() {
        pool.shutdown();
    }
}

package io.limn.model.graph;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A parallel for loop over a fixed pool of threads, for computations that don't block. The calling thread takes part, and does all of
 * the work if the pool is busy with other loops.
 */
public final class ParallelFor implements AutoCloseable {
    /** The body of a loop. */
    public interface Work<E extends Exception> {
        void at(int i) throws E;
    }

    private final int helpers;
    private final ExecutorService pool;

    /** @param threads per loop, the caller's included, at least 1 */
    public ParallelFor(int threads) {
        helpers = threads - 1;
        pool = Executors.newFixedThreadPool(Math.max(1, helpers), task -> {
            Thread thread = new Thread(task, "limn-parallel");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs {@code work} for each of 0..count-1, in any order, and returns when all are done.
     *
     * @throws E the first exception thrown; steps that had not started by then are skipped
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
        // A thread that starts only now finds nothing left to do, so there is no need to wait for it.
        atWork.arriveAndAwaitAdvance();
        if (failure.get() != null) {
            throw ParallelFor.<E>asThrown(failure.get());
        }
    }

    /** Safe because the work throws no other checked exception. */
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

    /** Ends the threads; must not be used afterwards. */
    @Override
    public void close() {
        pool.shutdown();
    }
}

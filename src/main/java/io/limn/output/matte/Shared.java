package io.limn.output.matte;

import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Runs independent steps of a computation on the calling thread and on a few helper threads that all frames share. If the helpers are busy
 * with other frames, the caller does everything itself: nothing is queued.
 */
public final class Shared {
    /** Helper threads for all frames together, besides their workers; with one worker they use all processors. */
    static final int MOST_HELPERS =
            Math.max(1, Math.min(15, Runtime.getRuntime().availableProcessors() - 1));

    private static final Executor HELPERS = SparePool.of(MOST_HELPERS);

    private Shared() {}

    /**
     * Runs the steps; returns when all are done.
     *
     * @param steps the number of steps; each is run once, in any order
     * @param worker creates each thread's working state
     * @param step receives the thread's state and the step's number; must not wait for other steps. If a step throws, the first exception is
     *     rethrown here, and steps that have not started are skipped
     */
    public static <W> void steps(int steps, Supplier<W> worker, ObjIntConsumer<W> step) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Phaser atWork = new Phaser(1);
        Runnable share = () -> {
            atWork.register();
            try {
                W mine = null;
                for (int i = next.getAndIncrement(); i < steps; i = next.getAndIncrement()) {
                    mine = mine == null ? worker.get() : mine;
                    step.accept(mine, i);
                }
            } catch (RuntimeException | Error e) {
                next.set(steps);
                failure.compareAndSet(null, e);
            } finally {
                atWork.arriveAndDeregister();
            }
        };
        int threads = Math.min(steps, Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < Math.min(MOST_HELPERS, threads - 1); i++) {
            HELPERS.execute(share);
        }
        share.run();
        // A helper that starts only now finds nothing left to do, so there is no need to wait for it.
        atWork.arriveAndAwaitAdvance();
        SparePool.rethrow(failure.get());
    }
}

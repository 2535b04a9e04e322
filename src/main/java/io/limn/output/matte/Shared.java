package io.limn.output.matte;

import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/**
 * Steps of a computation that don't depend on each other, shared between the calling worker and a few threads that all frames have in
 * common. Where those are busy with other frames, the caller does all of it: nothing is queued.
 */
public final class Shared {
    /** Of all frames together, besides their workers: with one worker they fill the machine. */
    static final int MOST_HELPERS =
            Math.max(1, Math.min(15, Runtime.getRuntime().availableProcessors() - 1));

    private static final Executor HELPERS = SparePool.of(MOST_HELPERS);

    private Shared() {}

    /**
     * @param steps how many; each is done once, in no order
     * @param worker gives each thread what it works with
     * @param step with a thread's worker and the step's number; must not wait for others. What one throws first comes out of here, and
     *     some of the rest may be left undone
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
        // A thread that starts only now finds nothing left to do, so there is no need to wait for it.
        atWork.arriveAndAwaitAdvance();
        SparePool.rethrow(failure.get());
    }
}

package io.limn.output.matte;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Steps of a computation that don't depend on each other, shared among a few threads of the common pool. */
public final class Shared {
    private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private Shared() {}

    /**
     * @param steps how many; each is done once, in no order
     * @param worker gives each thread what it works with
     * @param step with a thread's worker and the step's number; must not wait for others
     */
    public static <W> void steps(int steps, Supplier<W> worker, ObjIntConsumer<W> step) {
        AtomicInteger next = new AtomicInteger();
        IntStream.range(0, Math.min(THREADS, steps)).parallel().forEach(thread -> {
            W mine = worker.get();
            for (int i = next.getAndIncrement(); i < steps; i = next.getAndIncrement()) {
                step.accept(mine, i);
            }
        });
    }
}

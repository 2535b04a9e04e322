package io.limn.output.matte;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads behind {@link Shared}. */
final class SparePool {
    private static final int IDLE_SECONDS = 10;

    private SparePool() {}

    /**
     * A bounded pool of daemon threads that end after being idle for a while; tasks are dropped if no thread is free.
     */
    static Executor of(int threads) {
        return new ThreadPoolExecutor(
                0,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "limn-mattes");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** @param failure unchecked; null for none */
    static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }
}

package io.limn.job;

import io.limn.frame.header.FrameRejectedException;
import io.limn.problem.FrameFailedException;
import io.limn.problem.StoppingException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that compute frames. Their queue is short, because frames get here only once they hold a slot or a place. */
final class Workers {
    private final ExecutorService pool;
    private final Map<Thread, Long> busySince = new ConcurrentHashMap<>();

    /** @param name of the threads, a number follows */
    Workers(int threads, String name) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Computes for a run, unless it has ended by then; the {@code Uni} then emits nothing. The item is emitted on the worker. Running out
     * of memory fails the frame, not the worker.
     */
    <T> Uni<T> run(FrameContext run, Callable<T> task) {
        return Uni.createFrom().emitter(emitter -> {
            try {
                pool.execute(() -> compute(run, task, emitter));
            } catch (RejectedExecutionException e) {
                emitter.fail(new StoppingException(e));
            }
        });
    }

    private <T> void compute(FrameContext run, Callable<T> task, UniEmitter<? super T> emitter) {
        if (!run.compute()) {
            return;
        }
        busySince.put(Thread.currentThread(), System.nanoTime());
        T result = null;
        Throwable failure = null;
        try {
            result = task.call();
        } catch (Throwable thrown) {
            failure = explained(run, thrown);
        } finally {
            busySince.remove(Thread.currentThread());
            run.computed();
        }
        if (failure == null) {
            emitter.complete(result);
        } else {
            emitter.fail(failure);
        }
    }

    private static Throwable explained(FrameContext run, Throwable thrown) {
        if (thrown instanceof FrameRejectedException || thrown instanceof RuntimeException) {
            return thrown;
        }
        String name = run.request().source().name();
        if (thrown instanceof OutOfMemoryError) {
            return new FrameFailedException(
                    "There was not enough memory for '" + name
                            + "'; a larger heap (-Xmx) or a smaller limn.job.pixels-in-flight helps",
                    thrown);
        }
        return new FrameFailedException("'" + name + "' could not be computed: " + thrown.getMessage(), thrown);
    }

    /** How long the longest-running computation has been running. */
    Duration longest() {
        long now = System.nanoTime();
        return Duration.ofNanos(busySince.values().stream()
                .mapToLong(since -> now - since)
                .max()
                .orElse(0));
    }

    void stop() {
        pool.shutdownNow();
    }
}

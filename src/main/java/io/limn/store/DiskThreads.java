package io.limn.store;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * At most 16 threads on which the embedded store's files are read and written; more would wait for the same disk. They end when idle.
 * Operations wait in a queue for a thread. Where {@link S3Access#WAITING} wait, another one is answered 503 SlowDown, as S3 does, which is retried.
 * What operations in progress still have to do ({@link #execute}) is never refused.
 */
final class DiskThreads implements Executor, AutoCloseable {
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            16, 16, 20, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DefaultThreadFactory("limn-store", true));

    DiskThreads() {
        pool.allowCoreThreadTimeOut(true);
    }

    /** The operation's value; it is not begun if the future was cancelled first. */
    <T> CompletableFuture<T> call(Supplier<T> operation) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable work = () -> {
            if (!answer.isDone()) {
                answer.complete(operation.get());
            }
        };
        run(work, answer::completeExceptionally);
        return answer;
    }

    /** @param failed is given the failure, as {@link ServerErrors} maps it */
    void run(Runnable operation, Consumer<Throwable> failed) {
        if (pool.getQueue().size() >= S3Access.WAITING) {
            failed.accept(ServerErrors.slowDown(S3Access.WAITING));
            return;
        }
        execute(() -> {
            try {
                operation.run();
            } catch (Throwable failure) {
                failed.accept(ServerErrors.of(failure));
            }
        });
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}

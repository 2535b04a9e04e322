package io.limn.store;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** At most 16 threads on which the embedded store's files are read and written; more would wait for the same disk. They end when idle. */
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

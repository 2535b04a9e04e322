package io.limn.cli;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Notifies a command that processes many files of a shutdown (Ctrl-C, SIGTERM) before the queue stops, so that it cancels waiting files
 * instead of having each one fail.
 */
@Singleton
final class Interruption {
    private static final Runnable NOTHING = () -> {};
    /** In place of work once shutdown has begun: a signal may come before the work is registered. */
    private static final Runnable STOPPED = () -> {};

    private final AtomicReference<Runnable> work = new AtomicReference<>(NOTHING);

    /** Whether the process has begun to end (Ctrl-C, SIGTERM). What fails from then on does so because parts are gone, and is not reported. */
    static boolean hasBegun() {
        Thread probe = new Thread(NOTHING);
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** @param stop called at most once if shutdown begins before {@link #over}, from another thread; at once if it has begun already */
    void during(Runnable stop) {
        if (!work.compareAndSet(NOTHING, stop)) {
            stop.run();
        }
    }

    /** Ends the watch: the work has finished without an interruption. */
    void over() {
        work.updateAndGet(now -> now == STOPPED ? STOPPED : NOTHING);
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(1) ShutdownEvent event) {
        stop();
    }

    void stop() {
        work.getAndSet(STOPPED).run();
    }
}

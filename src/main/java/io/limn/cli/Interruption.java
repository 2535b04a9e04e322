package io.limn.cli;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells a command that works through many files that the process is asked to end (Ctrl-C, SIGTERM), before the queue stops: what waits
 * is then cancelled instead of failing file by file.
 */
@Singleton
final class Interruption {
    private static final Runnable NOTHING = () -> {};

    private final AtomicReference<Runnable> work = new AtomicReference<>(NOTHING);

    /** @param stop called at most once, from another thread, if the process is to end before {@link #over} */
    void during(Runnable stop) {
        work.set(stop);
    }

    /** The work has ended without an interruption. */
    void over() {
        work.set(NOTHING);
    }

    void stop(@Observes(notifyObserver = Reception.IF_EXISTS) @Priority(1) ShutdownEvent event) {
        stop();
    }

    void stop() {
        work.getAndSet(NOTHING).run();
    }
}

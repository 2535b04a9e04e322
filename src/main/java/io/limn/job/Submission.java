package io.limn.job;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.function.Consumer;

/** A submitted frame. It ends exactly once, by outcome, failure, cancellation or {@link #abort}, and then releases everything it holds. */
final class Submission {
    private final FrameContext run;
    private final FrameTelemetry.Observed observed;
    private final UniEmitter<? super Outcome> caller;
    private final Consumer<Submission> ended;
    private final Runnable answered;
    private Cancellable path = () -> {};
    private boolean over;

    /**
     * @param ended runs before the caller gets the outcome, so that the caller sees the queue without this frame
     * @param answered runs after the caller has its answer
     */
    Submission(
            FrameContext run,
            FrameTelemetry.Observed observed,
            UniEmitter<? super Outcome> caller,
            Consumer<Submission> ended,
            Runnable answered) {
        this.run = run;
        this.observed = observed;
        this.caller = caller;
        this.ended = ended;
        this.answered = answered;
    }

    void start(Uni<Outcome> way) {
        Cancellable started = way.subscribe().with(this::done, this::failed);
        boolean late;
        synchronized (this) {
            path = started;
            late = over;
        }
        if (late) {
            started.cancel();
        }
        caller.onTermination(this::cancelled);
    }

    /** Fails the frame from outside, as at shutdown. */
    void abort(Throwable failure) {
        stop();
        failed(failure);
    }

    private void done(Outcome outcome) {
        if (end()) {
            end(() -> observed.ended(outcome), () -> caller.complete(outcome));
        }
    }

    private void failed(Throwable failure) {
        if (end()) {
            end(() -> observed.failed(failure), () -> caller.fail(failure));
        }
    }

    private void cancelled() {
        if (end()) {
            stop();
            end(observed::cancelled, () -> {});
        }
    }

    private void end(Runnable observers, Runnable answer) {
        try {
            try {
                observers.run();
            } finally {
                ended.accept(this);
                answer.run();
            }
        } finally {
            answered.run();
        }
    }

    private void stop() {
        Cancellable running;
        synchronized (this) {
            running = path;
        }
        running.cancel();
    }

    private boolean end() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
        }
        run.close();
        return true;
    }
}

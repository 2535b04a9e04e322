package io.limn.http;

import io.limn.job.Progress;
import io.limn.job.Stage;
import java.util.concurrent.atomic.AtomicReference;

/** One picture of a job, from its arrival to its files. Safe for use by several threads. */
final class BookedFrame implements Progress {
    private static final double NANOS_PER_MILLI = 1e6;

    private final int number;
    private final String name;
    private final StagePace pace;
    private final Runnable changed;
    private final AtomicReference<FrameState> state = new AtomicReference<>(new FrameState.Waiting());

    BookedFrame(int number, String name, StagePace pace, Runnable changed) {
        this.number = number;
        this.name = name;
        this.pace = pace;
        this.changed = changed;
    }

    /** Counts from 1. */
    int number() {
        return number;
    }

    String name() {
        return name;
    }

    FrameState state() {
        return state.get();
    }

    @Override
    public void entered(Stage stage) {
        move(new FrameState.Running(stage, System.nanoTime()));
    }

    /** The first end counts; what comes after it is not heard. */
    void end(FrameState ended) {
        move(ended);
    }

    private void move(FrameState next) {
        FrameState before = state.getAndUpdate(now -> now.ended() ? now : next);
        if (before.ended()) {
            return;
        }
        if (before instanceof FrameState.Running running && !(next instanceof FrameState.Failed)) {
            pace.took(running.stage(), millisSince(running));
        }
        changed.run();
    }

    double fraction() {
        FrameState now = state.get();
        if (now instanceof FrameState.Running running) {
            return pace.fraction(running.stage(), millisSince(running));
        }
        return now.ended() ? 1 : 0;
    }

    /** Of work, without waiting. */
    double millisLeft() {
        FrameState now = state.get();
        if (now instanceof FrameState.Running running) {
            return pace.millisLeft(running.stage(), millisSince(running));
        }
        return now.ended() ? 0 : pace.millisPerFrame();
    }

    /** Whether a worker has it. */
    boolean inWork() {
        return state.get() instanceof FrameState.Running running && running.stage() != Stage.QUEUE;
    }

    private static double millisSince(FrameState.Running running) {
        return (System.nanoTime() - running.sinceNanos()) / NANOS_PER_MILLI;
    }
}

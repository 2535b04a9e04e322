package io.limn.batch.shot;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Runs one pass on its own thread, one turn at a time; {@link #start} and {@link #resume} block until the pass ends or pauses. */
final class PassThread {
    private final Semaphore turnEnded = new Semaphore(0);
    private final Semaphore turnBegun = new Semaphore(0);

    /** Starts the pass and its first turn; blocks until it ends or pauses. */
    void start(Executor threads, Runnable pass) throws InterruptedException {
        threads.execute(() -> {
            try {
                pass.run();
            } finally {
                turnEnded.release();
            }
        });
        turnEnded.acquire();
    }

    /** Gives a paused pass its next turn; blocks until it ends or pauses again. */
    void resume() throws InterruptedException {
        turnBegun.release();
        turnEnded.acquire();
    }

    /** Called by the pass itself: ends its turn and blocks until {@link #resume}. */
    void pause() throws InterruptedException {
        turnEnded.release();
        turnBegun.acquire();
    }
}

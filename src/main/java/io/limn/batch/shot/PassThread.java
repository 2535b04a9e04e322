package io.limn.batch.shot;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** The thread of one pass, which runs only in its turns: whoever gives it a turn waits until it ends or pauses. */
final class PassThread {
    private final Semaphore turnEnded = new Semaphore(0);
    private final Semaphore turnBegun = new Semaphore(0);

    /** Starts the pass; blocks until it ends or pauses. */
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

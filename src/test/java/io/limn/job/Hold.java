package io.limn.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes workers wait where a test wants them, and the test wait until they are there. */
final class Hold {
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch arrived;

    Hold() {
        this(1);
    }

    Hold(int workers) {
        arrived = new CountDownLatch(workers);
    }

    void here(boolean stay) {
        if (!stay) {
            return;
        }
        arrived.countDown();
        await(open);
    }

    /** Counts as an arrival, but goes on. */
    void passed(boolean here) {
        if (here) {
            arrived.countDown();
        }
    }

    void awaitArrival() {
        await(arrived);
    }

    void release() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

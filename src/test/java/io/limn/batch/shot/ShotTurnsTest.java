package io.limn.batch.shot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShotTurnsTest {
    private static final long SECONDS = 20;

    private final ShotTurns turns = new ShotTurns(Duration.ZERO, 0);
    private final List<String> order = new CopyOnWriteArrayList<>();

    /** Passes begin only when all have been queued. */
    private final CountDownLatch queued = new CountDownLatch(1);

    @AfterEach
    void stop() {
        turns.stop();
    }

    private interface Work {
        void run(ShotTurns.Turn turn) throws InterruptedException;
    }

    private CompletableFuture<Void> pass(String caller, String name, Work work) {
        ShotTurns.Turn turn = turns.of(caller);
        CompletableFuture<Void> done = new CompletableFuture<>();
        turn.execute(() -> {
            try {
                queued.await();
                order.add(name);
                work.run(turn);
                done.complete(null);
            } catch (InterruptedException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    @Test
    void aPausedPassResumesAfterOneShotOfEachOtherCaller() throws Exception {
        pass("a", "a1", turn -> {
            while (turn.pause()) {
                order.add("a1 again");
            }
        });
        CompletableFuture<Void> last = pass("a", "a2", turn -> {});
        pass("b", "b1", turn -> {});
        pass("b", "b2", turn -> {});
        pass("c", "c1", turn -> {});
        queued.countDown();
        last.get(SECONDS, TimeUnit.SECONDS);
        assertThat(order).containsExactly("a1", "b1", "c1", "a1 again", "b2", "a1 again", "a2");
    }

    @Test
    void twoPausedPassesAlternate() throws Exception {
        CompletableFuture<?>[] both = new CompletableFuture<?>[2];
        for (int i = 0; i < 2; i++) {
            String name = i == 0 ? "a" : "b";
            both[i] = pass(name, name, turn -> {
                for (int frame = 0; frame < 3; frame++) {
                    turn.pause();
                    order.add(name + frame);
                }
            });
        }
        queued.countDown();
        CompletableFuture.allOf(both).get(SECONDS, TimeUnit.SECONDS);
        assertThat(order).containsExactly("a", "b", "a0", "b0", "a1", "b1", "a2", "b2");
    }

    @Test
    void aPausedPassEndsWhenTheProcessStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> paused = pass("a", "a", ShotTurns.Turn::pause);
        CompletableFuture<Void> working = pass("b", "b", turn -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        queued.countDown();
        assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        turns.stop();
        for (CompletableFuture<Void> pass : List.of(paused, working)) {
            assertThat(pass.handle((none, failure) -> failure).get(SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void pausedPassesAreLimited() throws Exception {
        int callers = ShotTurns.MOST_PAUSED + 2;
        CompletableFuture<?>[] all = new CompletableFuture<?>[callers];
        for (int i = 0; i < callers; i++) {
            String name = "caller " + i;
            all[i] = pass(name, name, turn -> order.add(name + (turn.pause() ? " paused" : " did not")));
        }
        queued.countDown();
        CompletableFuture.allOf(all).get(SECONDS, TimeUnit.SECONDS);
        assertThat(order).filteredOn(said -> said.endsWith(" paused")).hasSize(ShotTurns.MOST_PAUSED);
        assertThat(order).filteredOn(said -> said.endsWith(" did not")).hasSize(2);
    }
}

package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.batch.JobRecord;
import io.limn.batch.JobSnapshot;
import io.limn.frame.plate.ReadOptions;
import io.limn.job.ProgressRegistry;
import io.limn.job.StagePace;
import io.limn.output.RenderOptions;
import io.limn.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A hundred listeners of one job cost the store what one does, and each of them hears the end. */
class JobWatchesTest {
    private static final int LISTENERS = 100;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile JobSnapshot now = job(new JobSnapshot.Open(false));
    private final JobWatches watches = new JobWatches(
            id -> Uni.createFrom().item(() -> {
                asked.incrementAndGet();
                return Optional.ofNullable(now);
            }),
            job -> "jobs/1/",
            new ProgressRegistry(new StagePace()));

    @Test
    void allListenersOfAJobShareOneWatch() throws Exception {
        List<Heard> listeners = new ArrayList<>();
        for (int i = 0; i < LISTENERS; i++) {
            listeners.add(new Heard());
            watches.follow(now, listeners.get(i));
        }
        assertThat(watches.watched()).isEqualTo(1);
        assertThat(asked.get()).isLessThan(LISTENERS / 2);
        JobSnapshot before = now;
        now = job(new JobSnapshot.Failed(Problem.of("damaged", "Damaged", 422, "It is damaged."), Instant.now()));
        for (Heard listener : listeners) {
            assertThat(listener.end.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(listener.moves.get()).isEqualTo(1);
        }
        assertThat(watches.watched()).isZero();

        // Whoever comes afterwards with what they saw before hears of it too.
        Heard late = new Heard();
        watches.follow(before, late);
        assertThat(late.end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(late.moves.get()).isEqualTo(1);
    }

    @Test
    void theWatchStopsWithItsLastListener() {
        Runnable first = watches.follow(now, new Heard());
        Runnable second = watches.follow(now, new Heard());
        first.run();
        assertThat(watches.watched()).isEqualTo(1);
        second.run();
        assertThat(watches.watched()).isZero();
    }

    @Test
    void aDeletedJobEndsForAll() throws Exception {
        Heard one = new Heard();
        Heard other = new Heard();
        watches.follow(now, one);
        watches.follow(now, other);
        now = null;
        assertThat(one.end.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(other.end.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static final class Heard implements JobWatch.Listener {
        private final AtomicInteger moves = new AtomicInteger();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void moved(JobSnapshot job, int index) {
            moves.incrementAndGet();
        }

        @Override
        public void ended(JobSnapshot job) {
            end.countDown();
        }

        @Override
        public void gone(JobSnapshot last) {
            end.countDown();
        }
    }

    private static JobSnapshot job(JobSnapshot.State state) {
        JobRecord.Frame picture = new JobRecord.Frame(1, "a.jpg", "jobs/1/a.jpg", "e", 1);
        JobRecord record = new JobRecord(
                "1",
                Instant.now(),
                List.of("overlay"),
                RenderOptions.DEFAULT,
                ReadOptions.DEFAULT,
                List.of(picture),
                null);
        return new JobSnapshot(record, List.of(new JobSnapshot.Frame(picture, state)));
    }
}

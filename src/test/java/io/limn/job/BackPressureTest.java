package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.job.Outcome.Parsed;
import io.limn.output.Rendered;
import io.limn.problem.QueueFullException;
import io.limn.result.MemorySink;
import io.limn.result.ResultSink;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many frames at once: what waits, what is refused, what is held in memory. */
class BackPressureTest {
    private static final String[] ONE_AT_A_TIME = {"workers", "1", "fetch-ahead", "0", "max-waiting", "2"};

    @Test
    void aCallerWhomTheQueueHasNoRoomForGetsRetryAfter() {
        try (Parts parts = new Parts(null, ONE_AT_A_TIME)) {
            Hold hold = new Hold();
            parts.parsing = frame -> hold.here(true);
            List<CompletableFuture<Outcome>> taken =
                    List.of(parts.call("1.png", "2x2"), parts.call("2.png", "2x2"), parts.call("3.png", "2x2"));
            assertThat(parts.pipeline().waiting()).isEqualTo(2);
            assertThat(parts.pipeline().inFlight()).isEqualTo(1);
            assertThatThrownBy(() -> parts.call("4.png", "2x2").join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(QueueFullException.class, full -> assertThat(full.retryAfter())
                            .isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
            assertThat(parts.count("refused")).isEqualTo(1);
            hold.release();
            assertThat(taken).allSatisfy(frame -> assertThat(frame.join()).isInstanceOf(Parsed.class));
            assertThat(parts.pipeline().waiting()).isZero();
            assertThat(parts.pipeline().inFlight()).isZero();
        }
    }

    @Test
    void callersTakeTurnsWithBucketWork() {
        try (Parts parts = new Parts(null, ONE_AT_A_TIME)) {
            Hold hold = new Hold();
            List<String> order = new ArrayList<>();
            parts.parsing = frame -> {
                hold.here(true);
                synchronized (order) {
                    order.add(frame.width() == 3 ? "awaited" : "bucket");
                }
            };
            List<CompletableFuture<Outcome>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(parts.send("frame." + i + ".png", "2x2", Admission.WAIT));
            }
            all.add(parts.send("a.png", "3x2", Admission.AWAITED));
            all.add(parts.send("b.png", "3x2", Admission.AWAITED));
            hold.release();
            assertThat(all).allSatisfy(frame -> assertThat(frame.join()).isInstanceOf(Parsed.class));
            assertThat(order.subList(0, 5)).containsSubsequence("awaited", "awaited");
        }
    }

    @Test
    void bucketWorkWaitsWithoutThreadsAndDoesNotBlockCallers() {
        try (Parts parts = new Parts(null, ONE_AT_A_TIME)) {
            Hold hold = new Hold();
            List<String> order = new ArrayList<>();
            parts.parsing = frame -> {
                hold.here(true);
                synchronized (order) {
                    order.add(frame.width() == 3 ? "caller" : "bucket");
                }
            };
            int threads = Thread.activeCount();
            List<CompletableFuture<Outcome>> bucket = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                bucket.add(parts.send("frame." + i + ".png", "2x2", Admission.WAIT));
            }
            assertThat(parts.pipeline().waiting()).isEqualTo(499);
            assertThat(Thread.activeCount()).isLessThan(threads + 10);
            CompletableFuture<Outcome> caller = parts.call("caller.png", "3x3");
            hold.release();
            assertThat(caller.join()).isInstanceOf(Parsed.class);
            assertThat(bucket).allSatisfy(frame -> assertThat(frame.join()).isInstanceOf(Parsed.class));
            assertThat(order.indexOf("caller")).isEqualTo(1);
        }
    }

    @Test
    void cancellingAWaitingJobFreesItsPlace() {
        try (Parts parts = new Parts(null, ONE_AT_A_TIME)) {
            Hold hold = new Hold();
            parts.parsing = frame -> hold.here(true);
            CompletableFuture<Outcome> first = parts.call("1.png", "2x2");
            parts.call("2.png", "2x2");
            Cancellable third = parts.submit(Parts.request("3.png", "2x2"), new MemorySink(), Admission.REFUSE)
                    .subscribe()
                    .with(outcome -> {});
            third.cancel();
            assertThat(parts.pipeline().waiting()).isEqualTo(1);
            CompletableFuture<Outcome> fourth = parts.call("4.png", "2x2");
            hold.release();
            assertThat(first.join()).isInstanceOf(Parsed.class);
            assertThat(fourth.join()).isInstanceOf(Parsed.class);
            assertThat(parts.count("cancelled")).isEqualTo(1);
        }
    }

    @Test
    void cancellingAComputingJobFreesItsSlotWhenTheWorkerIsDoneAndStoresNothing() {
        try (Parts parts = new Parts(null, ONE_AT_A_TIME)) {
            Hold hold = new Hold();
            parts.parsing = frame -> hold.here(frame.width() == 9);
            MemorySink sink = new MemorySink();
            Cancellable job = parts.submit(Parts.request("1.png", "9x9"), sink, Admission.WAIT)
                    .subscribe()
                    .with(o -> {});
            hold.awaitArrival();
            job.cancel();
            CompletableFuture<Outcome> next = parts.call("2.png", "2x2");
            assertThat(parts.pipeline().waiting()).isEqualTo(1);
            hold.release();
            assertThat(next.join()).isInstanceOf(Parsed.class);
            assertThat(sink.files()).isEmpty();
        }
    }

    @Test
    void largeFramesAreNeverDecodedTogether() {
        try (Parts parts = new Parts(null, "workers", "4", "pixels-in-flight", "100")) {
            AtomicInteger pixels = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            parts.decoding = frame -> most.accumulateAndGet(pixels.addAndGet((int) frame.pixels()), Math::max);
            parts.parsing = frame -> pixels.addAndGet(-(int) frame.pixels());
            List<CompletableFuture<Outcome>> frames = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                frames.add(parts.send(i + ".png", i % 3 == 0 ? "8x9" : "5x5", Admission.WAIT));
            }
            frames.add(parts.send("larger than all.png", "20x20", Admission.WAIT));
            assertThat(frames).allSatisfy(frame -> assertThat(frame.join()).isInstanceOf(Parsed.class));
            assertThat(most.get()).as("the largest, and one that is small").isBetween(400, 425);
        }
    }

    @Test
    void bodiesThatWaitAreBoundedInBytes() {
        try (Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0", "queue-bytes", "10")) {
            Hold hold = new Hold();
            parts.parsing = frame -> hold.here(true);
            CompletableFuture<Outcome> largerThanAll = parts.call("1.png", "2x2 and a long tail");
            assertThatThrownBy(() -> parts.call("2.png", "2x2").join()).hasCauseInstanceOf(QueueFullException.class);
            hold.release();
            assertThat(largerThanAll.join()).isInstanceOf(Parsed.class);
            assertThat(parts.call("3.png", "2x2").join()).isInstanceOf(Parsed.class);
        }
    }

    @Test
    void aSlowStoreSlowsTheWorkersInsteadOfFillingTheMemory() {
        try (Parts parts = new Parts(null, "workers", "1", "fetch-ahead", "0", "max-concurrent-writes", "2")) {
            AtomicInteger drawn = new AtomicInteger();
            parts.parsing = frame -> drawn.incrementAndGet();
            CompletableFuture<Void> stored = new CompletableFuture<>();
            ResultSink slow = new Through(new MemorySink()) {
                @Override
                public Uni<Void> put(String key, Rendered file) {
                    return Uni.createFrom().completionStage(stored).chain(() -> super.put(key, file));
                }
            };
            Hold third = new Hold(3);
            List<CompletableFuture<Outcome>> frames = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                frames.add(parts.pipeline()
                        .submit(
                                Parts.request(i + ".png", "2x2"),
                                slow,
                                stage -> third.passed(stage == Stage.PUT),
                                Admission.WAIT)
                        .subscribeAsCompletionStage());
            }
            third.awaitArrival();
            assertThat(drawn.get()).isEqualTo(3);
            assertThat(parts.pipeline().waiting()).isEqualTo(3);
            assertThat(parts.pipeline().inFlight())
                    .as("two being stored, one drawn that waits to be")
                    .isEqualTo(3);
            stored.complete(null);
            assertThat(frames).allSatisfy(frame -> assertThat(frame.join()).isInstanceOf(Parsed.class));
            assertThat(drawn.get()).isEqualTo(6);
        }
    }
}

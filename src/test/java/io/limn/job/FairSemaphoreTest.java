package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.subscription.Cancellable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FairSemaphoreTest {
    private final List<String> in = new ArrayList<>();
    private final List<FairSemaphore.Lease> leases = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private Cancellable acquire(FairSemaphore semaphore, String who, int lane, long weight, int maxWaiting) {
        return semaphore
                .acquire(
                        lane,
                        who.replaceAll("\\W.*|\\d+$", ""),
                        weight,
                        maxWaiting,
                        () -> new IllegalStateException("full"),
                        leases::add)
                .subscribe()
                .with(ok -> in.add(who), failures::add);
    }

    @Test
    void sharesAreHandedOutInOrderOfArrival() {
        FairSemaphore semaphore = new FairSemaphore(1, 1);
        acquire(semaphore, "a", 0, 1, 9);
        acquire(semaphore, "b", 0, 1, 9);
        acquire(semaphore, "c", 0, 1, 9);
        assertThat(in).containsExactly("a");
        assertThat(semaphore.waiting()).isEqualTo(2);
        leases.get(0).close();
        leases.get(0).close();
        assertThat(in).containsExactly("a", "b");
        leases.get(1).close();
        assertThat(in).containsExactly("a", "b", "c");
    }

    @Test
    void theLanesTakeTurns() {
        FairSemaphore semaphore = new FairSemaphore(1, 2);
        for (String who : List.of("b1", "b2", "b3", "b4")) {
            acquire(semaphore, who, 1, 1, 9);
        }
        acquire(semaphore, "a1", 0, 1, 9);
        acquire(semaphore, "a2", 0, 1, 9);
        for (int i = 0; i < 6; i++) {
            leases.get(i).close();
        }
        assertThat(in).containsExactly("b1", "a1", "b2", "a2", "b3", "b4");
    }

    @Test
    void withinALaneCallersTakeTurns() {
        FairSemaphore semaphore = new FairSemaphore(1, 1);
        for (String who : List.of("many1", "many2", "many3", "many4", "few1", "few2", "one1")) {
            acquire(semaphore, who, 0, 1, 9);
        }
        for (int i = 0; i < 7; i++) {
            leases.get(i).close();
        }
        assertThat(in).containsExactly("many1", "many2", "few1", "one1", "many3", "few2", "many4");
    }

    @Test
    void aFullLaneAdmitsCallersWithFewFramesAndRefusesTheNewestOfTheBusiest() {
        FairSemaphore semaphore = new FairSemaphore(1, 1);
        for (String who : List.of("first1", "many1", "many2", "many3")) {
            acquire(semaphore, who, 0, 1, 3);
        }
        assertThat(failures).isEmpty();
        acquire(semaphore, "one1", 0, 1, 3);
        assertThat(failures).hasSize(1);
        acquire(semaphore, "one2", 0, 1, 3); // as many as the other then: it is refused itself
        acquire(semaphore, "many4", 0, 1, 3);
        assertThat(failures).hasSize(3);
        assertThat(semaphore.waiting()).isEqualTo(3);
        for (int i = 0; i < 4; i++) {
            leases.get(i).close();
        }
        assertThat(in).containsExactly("first1", "many1", "one1", "many2");
        assertThat(semaphore.free()).isEqualTo(1);
    }

    @Test
    void oneMoreThanTheQueueHoldsIsRefused() {
        FairSemaphore semaphore = new FairSemaphore(1, 2);
        acquire(semaphore, "a", 0, 1, 1);
        acquire(semaphore, "b", 0, 1, 1);
        acquire(semaphore, "other lane", 1, 1, 9);
        assertThat(failures).isEmpty();
        acquire(semaphore, "c", 0, 1, 1);
        assertThat(failures).singleElement().satisfies(f -> assertThat(f).hasMessage("full"));
        assertThat(semaphore.waiting(0)).isEqualTo(1);
    }

    @Test
    void withoutAQueueNobodyWaitsButAFreeShareIsGranted() {
        FairSemaphore semaphore = new FairSemaphore(1, 1);
        acquire(semaphore, "a", 0, 1, 0);
        acquire(semaphore, "b", 0, 1, 0);
        assertThat(in).containsExactly("a");
        assertThat(failures).hasSize(1);
    }

    @Test
    void aLargeFrameIsNotPassedOverForever() {
        FairSemaphore semaphore = new FairSemaphore(10, 1);
        acquire(semaphore, "small", 0, 4, 9);
        acquire(semaphore, "big", 0, 10, 9);
        acquire(semaphore, "small too", 0, 1, 9);
        assertThat(in).containsExactly("small");
        leases.get(0).close();
        assertThat(in).containsExactly("small", "big");
        leases.get(1).close();
        assertThat(in).containsExactly("small", "big", "small too");
    }

    @Test
    void countsAreCappedAtWhatThereIs() {
        FairSemaphore semaphore = new FairSemaphore(10, 1);
        acquire(semaphore, "huge", 0, 1_000, 9);
        assertThat(in).containsExactly("huge");
        assertThat(semaphore.free()).isZero();
        leases.get(0).close();
        assertThat(semaphore.free()).isEqualTo(10);
    }

    @Test
    void cancellingFreesThePlaceForTheNext() {
        FairSemaphore semaphore = new FairSemaphore(10, 1);
        acquire(semaphore, "a", 0, 5, 9);
        Cancellable big = acquire(semaphore, "b", 0, 10, 9);
        acquire(semaphore, "c", 0, 5, 9);
        big.cancel();
        assertThat(in).containsExactly("a", "c");
    }

    @Test
    void closingRefusesAllWaiters() {
        FairSemaphore semaphore = new FairSemaphore(1, 2);
        acquire(semaphore, "a", 0, 1, 9);
        acquire(semaphore, "b", 0, 1, 9);
        semaphore.shut(() -> new IllegalStateException("closed"));
        acquire(semaphore, "c", 1, 1, 9);
        assertThat(in).containsExactly("a");
        assertThat(failures).hasSize(2).allSatisfy(f -> assertThat(f).hasMessage("closed"));
    }

    @Test
    void manyWaitersReleasedAtOnceDoNotOverflowTheStack() {
        FairSemaphore semaphore = new FairSemaphore(1, 1);
        acquire(semaphore, "first", 0, 1, 9);
        AtomicLong through = new AtomicLong();
        for (int i = 0; i < 50_000; i++) {
            semaphore
                    .acquire(0, "", 1, Integer.MAX_VALUE, IllegalStateException::new, FairSemaphore.Lease::close)
                    .subscribe()
                    .with(ok -> through.incrementAndGet());
        }
        leases.get(0).close();
        assertThat(through).hasValue(50_000);
    }

    @Test
    void concurrentCancellationsLeakNothing() throws InterruptedException {
        FairSemaphore semaphore = new FairSemaphore(7, 2);
        AtomicLong out = new AtomicLong();
        AtomicLong most = new AtomicLong();
        int rounds = 4_000;
        CountDownLatch done = new CountDownLatch(rounds);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < rounds; i++) {
            threads.execute(() -> {
                long weight = ThreadLocalRandom.current().nextLong(1, 9);
                Cancellable entry = semaphore
                        .acquire(
                                (int) (weight % 2),
                                "",
                                weight,
                                Integer.MAX_VALUE,
                                IllegalStateException::new,
                                lease -> {
                                    most.accumulateAndGet(out.addAndGet(Math.min(weight, 7)), Math::max);
                                    out.addAndGet(-Math.min(weight, 7));
                                    lease.close();
                                })
                        .subscribe()
                        .with(ok -> {});
                if (weight % 3 == 0) {
                    entry.cancel();
                }
                done.countDown();
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(semaphore.waiting()).isZero();
        assertThat(semaphore.free()).isEqualTo(7);
        assertThat(most.get()).isLessThanOrEqualTo(7);
    }
}

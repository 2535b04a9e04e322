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

class GateTest {
    private final List<String> in = new ArrayList<>();
    private final List<Gate.Lease> leases = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    private Cancellable enter(Gate gate, String who, int lane, long weight, int maxWaiting) {
        return gate.enter(lane, weight, maxWaiting, () -> new IllegalStateException("full"), leases::add)
                .subscribe()
                .with(ok -> in.add(who), failures::add);
    }

    @Test
    void sharesAreHandedOutInOrderOfArrival() {
        Gate gate = new Gate(1, 1);
        enter(gate, "a", 0, 1, 9);
        enter(gate, "b", 0, 1, 9);
        enter(gate, "c", 0, 1, 9);
        assertThat(in).containsExactly("a");
        assertThat(gate.waiting()).isEqualTo(2);
        leases.get(0).close();
        leases.get(0).close();
        assertThat(in).containsExactly("a", "b");
        leases.get(1).close();
        assertThat(in).containsExactly("a", "b", "c");
    }

    @Test
    void theLanesTakeTurns() {
        Gate gate = new Gate(1, 2);
        for (String who : List.of("b1", "b2", "b3", "b4")) {
            enter(gate, who, 1, 1, 9);
        }
        enter(gate, "a1", 0, 1, 9);
        enter(gate, "a2", 0, 1, 9);
        for (int i = 0; i < 6; i++) {
            leases.get(i).close();
        }
        assertThat(in).containsExactly("b1", "a1", "b2", "a2", "b3", "b4");
    }

    @Test
    void oneMoreThanMayWaitIsRefused() {
        Gate gate = new Gate(1, 2);
        enter(gate, "a", 0, 1, 1);
        enter(gate, "b", 0, 1, 1);
        enter(gate, "other lane", 1, 1, 9);
        assertThat(failures).isEmpty();
        enter(gate, "c", 0, 1, 1);
        assertThat(failures).singleElement().satisfies(f -> assertThat(f).hasMessage("full"));
        assertThat(gate.waiting(0)).isEqualTo(1);
    }

    @Test
    void noneWaitsWhereNoneMayButAFreeShareIsStillHad() {
        Gate gate = new Gate(1, 1);
        enter(gate, "a", 0, 1, 0);
        enter(gate, "b", 0, 1, 0);
        assertThat(in).containsExactly("a");
        assertThat(failures).hasSize(1);
    }

    @Test
    void aBigShareIsNotOvertakenForEver() {
        Gate gate = new Gate(10, 1);
        enter(gate, "small", 0, 4, 9);
        enter(gate, "big", 0, 10, 9);
        enter(gate, "small too", 0, 1, 9);
        assertThat(in).containsExactly("small");
        leases.get(0).close();
        assertThat(in).containsExactly("small", "big");
        leases.get(1).close();
        assertThat(in).containsExactly("small", "big", "small too");
    }

    @Test
    void moreThanThereIsCountsAsAll() {
        Gate gate = new Gate(10, 1);
        enter(gate, "huge", 0, 1_000, 9);
        assertThat(in).containsExactly("huge");
        assertThat(gate.free()).isZero();
        leases.get(0).close();
        assertThat(gate.free()).isEqualTo(10);
    }

    @Test
    void cancellingGivesThePlaceToTheNext() {
        Gate gate = new Gate(10, 1);
        enter(gate, "a", 0, 5, 9);
        Cancellable big = enter(gate, "b", 0, 10, 9);
        enter(gate, "c", 0, 5, 9);
        big.cancel();
        assertThat(in).containsExactly("a", "c");
    }

    @Test
    void shuttingSendsAllAway() {
        Gate gate = new Gate(1, 2);
        enter(gate, "a", 0, 1, 9);
        enter(gate, "b", 0, 1, 9);
        gate.shut(() -> new IllegalStateException("closed"));
        enter(gate, "c", 1, 1, 9);
        assertThat(in).containsExactly("a");
        assertThat(failures).hasSize(2).allSatisfy(f -> assertThat(f).hasMessage("closed"));
    }

    @Test
    void aLongRowOfWaitersThatAllGoAtOnceDoesNotPileUpOnTheStack() {
        Gate gate = new Gate(1, 1);
        enter(gate, "first", 0, 1, 9);
        AtomicLong through = new AtomicLong();
        for (int i = 0; i < 50_000; i++) {
            gate.enter(0, 1, Integer.MAX_VALUE, IllegalStateException::new, Gate.Lease::close)
                    .subscribe()
                    .with(ok -> through.incrementAndGet());
        }
        leases.get(0).close();
        assertThat(through).hasValue(50_000);
    }

    @Test
    void nothingLeaksWhenManyComeAndCancelAtOnce() throws InterruptedException {
        Gate gate = new Gate(7, 2);
        AtomicLong out = new AtomicLong();
        AtomicLong most = new AtomicLong();
        int rounds = 4_000;
        CountDownLatch done = new CountDownLatch(rounds);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < rounds; i++) {
            threads.execute(() -> {
                long weight = ThreadLocalRandom.current().nextLong(1, 9);
                Cancellable entry = gate.enter(
                                (int) (weight % 2), weight, Integer.MAX_VALUE, IllegalStateException::new, lease -> {
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
        assertThat(gate.waiting()).isZero();
        assertThat(gate.free()).isEqualTo(7);
        assertThat(most.get()).isLessThanOrEqualTo(7);
    }
}

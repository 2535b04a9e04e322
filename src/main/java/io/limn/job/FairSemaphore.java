package io.limn.job;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A weighted semaphore that blocks no thread. Lanes take turns, within a lane callers take turns, and each caller's requests are granted
 * in order of arrival. Cancelling a wait gives up its place in the lane.
 */
final class FairSemaphore {
    /** A share that was handed out; closing it twice is harmless. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    private record Waiter(String caller, long weight, Consumer<Lease> owner, UniEmitter<? super Void> emitter) {}

    private final long capacity;
    private final List<Lane<Waiter>> lanes = new ArrayList<>();

    private final AtomicInteger grants = new AtomicInteger();
    private long free;
    private int turn;
    private Supplier<? extends Throwable> shut;

    FairSemaphore(long capacity, int lanes) {
        this.capacity = capacity;
        this.free = capacity;
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(new Lane<>());
        }
    }

    /**
     * Waits for a share.
     *
     * @param weight at least 1; capped at the capacity
     * @param caller takes turns with the other callers in the lane
     * @param maxWaiting how many may wait in the lane; beyond that, the newest request of the caller with the most is refused, or this one
     * if its caller would have as many
     * @param full the failure of a refused request
     * @param owner receives the lease before the item is emitted, even if the wait was cancelled meanwhile, and must close it
     */
    Uni<Void> acquire(
            int lane,
            String caller,
            long weight,
            int maxWaiting,
            Supplier<? extends Throwable> full,
            Consumer<Lease> owner) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter waiter = new Waiter(caller, Math.min(weight, capacity), owner, emitter);
            Throwable refusal = join(lane, waiter, maxWaiting, full);
            if (refusal != null) {
                emitter.fail(refusal);
                return;
            }
            emitter.onTermination(() -> leave(lane, waiter));
            grant();
        });
    }

    private Throwable join(int lane, Waiter waiter, int maxWaiting, Supplier<? extends Throwable> full) {
        Waiter displaced = null;
        synchronized (this) {
            if (shut != null) {
                return shut.get();
            }
            boolean mustWait = waiting() > 0 || free < waiter.weight;
            if (mustWait && lanes.get(lane).size() >= maxWaiting) {
                displaced = lanes.get(lane).displaced(waiter.caller).orElse(null);
                if (displaced == null) {
                    return full.get();
                }
                lanes.get(lane).remove(displaced.caller, displaced);
            }
            lanes.get(lane).add(waiter.caller, waiter);
        }
        if (displaced != null) {
            displaced.emitter.fail(full.get());
        }
        return null;
    }

    private void leave(int lane, Waiter waiter) {
        boolean left;
        synchronized (this) {
            left = lanes.get(lane).remove(waiter.caller, waiter);
        }
        if (left) {
            grant();
        }
    }

    /** If a thread is already granting, it takes this on too, so that many leases closed together don't deepen the stack. */
    private void grant() {
        if (grants.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            for (Waiter next = next(); next != null; next = next()) {
                try {
                    next.owner.accept(lease(next.weight));
                    next.emitter.complete(null);
                } catch (RuntimeException e) {
                    Infrastructure.handleDroppedException(e); // one failing owner must not leave the others waiting
                }
            }
            seen = grants.addAndGet(-seen);
        } while (seen > 0);
    }

    private synchronized Waiter next() {
        for (int i = 0; i < lanes.size(); i++) {
            Lane<Waiter> lane = lanes.get((turn + i) % lanes.size());
            Waiter first = lane.first();
            if (first != null) {
                if (first.weight > free) {
                    return null; // its turn: smaller requests must not overtake it forever
                }
                lane.took();
                turn = (turn + i + 1) % lanes.size();
                free -= first.weight;
                return first;
            }
        }
        return null;
    }

    private Lease lease(long weight) {
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.compareAndSet(true, false)) {
                synchronized (this) {
                    free += weight;
                }
                grant();
            }
        };
    }

    /** Grants no more permits; waiting and later requests fail with this. */
    void shut(Supplier<? extends Throwable> failure) {
        List<Waiter> sentAway = new ArrayList<>();
        synchronized (this) {
            shut = failure;
            lanes.forEach(lane -> {
                sentAway.addAll(lane.all());
                lane.clear();
            });
        }
        sentAway.forEach(waiter -> waiter.emitter.fail(failure.get()));
    }

    synchronized int waiting() {
        int sum = 0;
        for (Lane<Waiter> lane : lanes) {
            sum += lane.size();
        }
        return sum;
    }

    synchronized int waiting(int lane) {
        return lanes.get(lane).size();
    }

    synchronized long free() {
        return free;
    }
}

package io.limn.job;

import io.limn.edit.FrameEdits;
import io.limn.frame.EncodedFrame;
import io.limn.parsing.Cancellation;
import io.limn.problem.FrameFailedException;
import io.limn.request.FrameRequest;
import io.limn.result.ResultKeys;
import io.limn.result.ResultSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * One frame in progress: its leases, its deadline and its stage clock. The leases are released when it ends, or, if a worker is still
 * computing for it then, when that worker is done.
 */
final class FrameContext implements AutoCloseable, Cancellation {
    private final FrameRequest request;
    private final ResultSink sink;
    private final ResultKeys keys;
    private final StageClock clock;
    private final Duration timeout;
    private final List<FairSemaphore.Lease> leases = new ArrayList<>();
    private final List<Runnable> stops = new ArrayList<>();
    private FairSemaphore.Lease slot;
    private FrameEdits edits;
    private byte[] evidence;
    private byte[] file;
    private EncodedFrame opened;
    private long fetchedAt;
    private long deadline = Long.MAX_VALUE;
    private boolean computing;
    private boolean closed;
    private boolean place;

    FrameContext(FrameRequest request, ResultSink sink, StageClock clock, Duration timeout) {
        this.request = request;
        this.sink = sink;
        this.keys = ResultKeys.of(request.source().name());
        this.clock = clock;
        this.timeout = timeout;
    }

    FrameRequest request() {
        return request;
    }

    ResultSink sink() {
        return sink;
    }

    ResultKeys keys() {
        return keys;
    }

    StageClock clock() {
        return clock;
    }

    /** Starts the frame's time limit. */
    synchronized void begin() {
        deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Keeps a lease until the run ends. */
    void hold(FairSemaphore.Lease lease) {
        synchronized (this) {
            if (!closed) {
                leases.add(lease);
                return;
            }
        }
        lease.close();
    }

    /** As {@link #hold}, for the lease that {@link #releaseSlot} releases before the others. */
    void holdSlot(FairSemaphore.Lease lease) {
        synchronized (this) {
            slot = lease;
        }
        hold(lease);
    }

    void releaseSlot() {
        FairSemaphore.Lease back;
        synchronized (this) {
            back = leases.remove(slot) ? slot : () -> {};
        }
        back.close();
    }

    /** As {@link #holdSlot}, for a place among {@link LongFrames}, which takes the slot's place. */
    void holdPlace(FairSemaphore.Lease lease) {
        releaseSlot();
        holdSlot(lease);
        synchronized (this) {
            place = true;
        }
    }

    synchronized boolean hasPlace() {
        return place;
    }

    /** Releases the slot and drops the frame's bytes, which are read again later. */
    void park() {
        synchronized (this) {
            file = null;
            opened = null;
            deadline = Long.MAX_VALUE;
        }
        releaseSlot();
    }

    /** Keeps the frame's bytes from the fetch until the frame is opened. */
    synchronized void fetched(byte[] bytes) {
        fetchedAt = System.nanoTime();
        file = bytes;
    }

    /** Keeps the opened frame, and with it the bytes, until it is decoded. */
    synchronized void opened(EncodedFrame frame) {
        file = null;
        opened = frame;
    }

    /** The opened frame, which this context then no longer holds. */
    synchronized EncodedFrame takeOpened() {
        EncodedFrame frame = opened;
        opened = null;
        return frame;
    }

    synchronized byte[] file() {
        return file;
    }

    /** The edits beside the frame's result; null where there are none. */
    synchronized FrameEdits edits() {
        return edits;
    }

    synchronized void edits(FrameEdits found) {
        edits = found;
    }

    /** The network's result, to be stored so that edits can be drawn without running it again; null if there is nothing new. */
    synchronized byte[] takeEvidence() {
        byte[] kept = evidence;
        evidence = null;
        return kept;
    }

    synchronized void evidence(byte[] found) {
        evidence = found;
    }

    /** When the bytes were fetched, by {@link System#nanoTime}; meaningless before {@link #fetched}. */
    synchronized long fetchedAt() {
        return fetchedAt;
    }

    /**
     * Checks the deadline of {@code limn.job.frame-timeout}; called after each stage and repeatedly within the long ones.
     *
     * @throws FrameFailedException where it has passed
     * @throws CancellationException if no caller waits for the frame any more
     */
    @Override
    public synchronized void check() {
        if (closed) {
            throw new CancellationException("the caller no longer waits for this frame");
        }
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
            throw overtime();
        }
    }

    /** The action runs under this object's lock, so that none runs after its registration is closed. */
    @Override
    public synchronized Registration whenCancelled(Runnable action) {
        if (closed) {
            action.run();
            return () -> {};
        }
        stops.add(action);
        return () -> forget(action);
    }

    private synchronized void forget(Runnable action) {
        stops.remove(action);
    }

    FrameFailedException overtime() {
        return new FrameFailedException(
                "The frame was not finished within " + timeout.toMillis() + " ms (limn.job.frame-timeout)", null);
    }

    /** @return whether the worker may start; if so it calls {@link #computed} when it ends, however it ends */
    synchronized boolean compute() {
        computing = !closed;
        return computing;
    }

    void computed() {
        List<FairSemaphore.Lease> back;
        synchronized (this) {
            computing = false;
            back = closed ? takeLeases() : List.of();
        }
        back.forEach(FairSemaphore.Lease::close);
    }

    @Override
    public void close() {
        List<FairSemaphore.Lease> back;
        synchronized (this) {
            closed = true;
            stops.forEach(Runnable::run);
            stops.clear();
            back = computing ? List.of() : takeLeases();
        }
        back.forEach(FairSemaphore.Lease::close);
    }

    private List<FairSemaphore.Lease> takeLeases() {
        List<FairSemaphore.Lease> taken = List.copyOf(leases);
        leases.clear();
        return taken;
    }
}

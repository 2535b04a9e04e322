package io.limn.job;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * The path of frames that are large, take long to decode, or need several network runs where others need one. They have their own threads,
 * places and bounded share of pixels, so that small frames proceed beside them: one eighth of {@code limn.job.pixels-in-flight} is reserved
 * for small frames. A long frame that finds no free place releases its slot and waits here; a stored one drops its bytes and fetches them
 * again.
 */
final class LongFrames {
    /** A long frame that must wait for a place. */
    static final class NoPlaceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoPlaceException() {
            super("a long frame waits for a place", null, false, false);
        }
    }

    private static final int SHARE_OF_SMALL_FRAMES = 8;
    private static final double LONG_DECODING_SECONDS = 1;

    private final FairSemaphore places;
    private final FairSemaphore room;
    private final Workers workers;
    private final long most;
    private final long small;

    /** @param lanes how many lanes frames wait in */
    LongFrames(JobLimits limits, int lanes) {
        places = new FairSemaphore(limits.workers(), lanes);
        small = limits.pixels() / SHARE_OF_SMALL_FRAMES;
        most = Math.max(1, limits.pixels() - small);
        room = new FairSemaphore(most, 1);
        workers = new Workers(limits.workers(), "limn-long-frame-");
    }

    boolean isLong(FrameNeed need) {
        return need.pixels() > small || need.decodeSeconds() > LONG_DECODING_SECONDS || need.detailed();
    }

    /** The share of {@code limn.job.pixels-in-flight} that a long frame takes. */
    long weight(FrameNeed need) {
        return Math.min(need.pixels(), most);
    }

    /**
     * Takes a place, unless the frame has one already, and waits until other long frames leave room for its pixels. Fails with {@link
     * NoPlaceException} if no place is free.
     */
    Uni<Void> enter(FrameContext run, FrameNeed need) {
        Uni<Void> place = run.hasPlace()
                ? Uni.createFrom().voidItem()
                : places.acquire(0, "", 1, 0, NoPlaceException::new, run::holdPlace);
        return place.flatMap(
                held -> room.acquire(0, "", weight(need), Integer.MAX_VALUE, IllegalStateException::new, run::hold));
    }

    /** Waits for a place; the frame holds no slot meanwhile. */
    Uni<Void> await(FrameContext run, int lane, String caller, int maxWaiting, Supplier<? extends Throwable> full) {
        run.park();
        return places.acquire(lane, caller, 1, maxWaiting, full, run::holdPlace);
    }

    Workers workers() {
        return workers;
    }

    int waiting() {
        return places.waiting();
    }

    int waiting(int lane) {
        return places.waiting(lane);
    }

    void shut(Supplier<? extends Throwable> failure) {
        places.shut(failure);
    }
}

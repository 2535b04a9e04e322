package io.limn.batch.shot;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The progress of the shots that this process works on, by the marker's key. */
@Singleton
public class ShotProgress {
    /**
     * @param done frames that are finished
     * @param frames of the shot
     * @param here frames that this pass finished itself
     * @param redrawn of the frames that are drawn again with edits, how many are ready
     * @param toRedraw how many are drawn again; 0 while none are
     * @param sinceNanos when this pass began, by {@link System#nanoTime()}
     */
    public record Standing(int done, int frames, int here, int redrawn, int toRedraw, long sinceNanos) {
        private static final double NANOS_PER_MILLI = 1e6;
        private static final double FIRST_GUESS_MILLIS = 500;

        /** 0..1. */
        public double fraction() {
            return toRedraw > 0 ? (double) redrawn / toRedraw : frames == 0 ? 0 : (double) done / frames;
        }

        /** Estimated from the pace so far. */
        public double millisLeft() {
            int ready = here + redrawn;
            double each = ready == 0 ? FIRST_GUESS_MILLIS : (System.nanoTime() - sinceNanos) / NANOS_PER_MILLI / ready;
            return each * (frames - done + toRedraw - redrawn);
        }
    }

    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    void set(String key, Standing standing) {
        standings.put(key, standing);
    }

    void forget(String key) {
        standings.remove(key);
    }

    /** Empty if this process is not working on the shot. */
    public Optional<Standing> of(String key) {
        return Optional.ofNullable(standings.get(key));
    }
}

package io.limn.job;

import java.time.Duration;

/**
 * How long frames have taken recently: a moving average of a frame's computation (decode to render, without waiting), over all workers.
 * Each new frame has a weight of one fifth.
 */
final class Pace {
    private static final double WEIGHT = 0.2;

    private final int workers;
    private double nanosPerFrame;
    private boolean seen;

    /** @param first the estimate before the first frame */
    Pace(int workers, Duration first) {
        this.workers = workers;
        this.nanosPerFrame = first.toNanos();
    }

    synchronized void worked(long nanos) {
        nanosPerFrame = seen ? nanosPerFrame + WEIGHT * (nanos - nanosPerFrame) : nanos;
        seen = true;
    }

    /** How long this many frames take on all workers; at least one frame's own time. */
    synchronized Duration forFrames(long frames) {
        return Duration.ofNanos((long) (nanosPerFrame * Math.max(1, (double) frames / workers)));
    }
}

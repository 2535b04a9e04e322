package io.limn.job;

import java.time.Duration;

/**
 * How fast frames have been going lately: a moving average of the work a frame needs (fetch to render, without waiting for others), shared
 * by the workers. Each new frame weighs one fifth.
 */
final class Pace {
    private static final double WEIGHT = 0.2;

    private final int workers;
    private double nanosPerFrame;
    private boolean seen;

    /** @param first what to expect of a frame before one was seen */
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

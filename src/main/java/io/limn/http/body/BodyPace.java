package io.limn.http.body;

import java.util.Optional;

/** Checks that a body keeps arriving, and fast enough. */
final class BodyPace {
    private final long waitNanos;
    private final long timeoutNanos;
    private final int perSecond;
    private final long start;
    private long last;
    private long bytes;
    private long pausedNanos;
    private long pausedAt = -1;

    BodyPace(BodyConfig config, long now) {
        this.waitNanos = config.bodyWait().toNanos();
        this.timeoutNanos = config.bodyTimeout().toNanos();
        this.perSecond = config.bodyRate();
        this.start = now;
        this.last = now;
    }

    void came(int more, long now) {
        bytes += more;
        last = now;
    }

    /** Time in which this service itself pauses reading is not counted against the caller. */
    void paused(long now) {
        pausedAt = now;
    }

    void resumed(long now) {
        if (pausedAt >= 0) {
            pausedNanos += now - pausedAt;
            pausedAt = -1;
            last = now;
        }
    }

    long bytes() {
        return bytes;
    }

    /** Why the call is not waited for any longer; empty if it is. */
    Optional<BodyRefused> late(long now) {
        if (pausedAt >= 0) {
            return Optional.empty();
        }
        long elapsed = now - start - pausedNanos;
        if (now - last > waitNanos) {
            return Optional.of(BodyRefused.tooSlow("No byte of the body arrived for " + seconds(waitNanos) + " s."));
        }
        if (elapsed > timeoutNanos) {
            return Optional.of(BodyRefused.tooSlow("The body took longer than " + seconds(timeoutNanos) + " s."));
        }
        if (elapsed > waitNanos && bytes < perSecond * (elapsed / 1e9)) {
            return Optional.of(
                    BodyRefused.tooSlow("The body arrived at less than " + perSecond + " bytes per second."));
        }
        return Optional.empty();
    }

    private static String seconds(long nanos) {
        return String.valueOf(Math.max(1, nanos / 1_000_000_000));
    }
}

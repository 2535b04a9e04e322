package io.limn.http.body;

import java.util.Optional;

/** Whether a body still comes, and fast enough. */
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

    /** What is not read for a while, by our own will, is not the caller's fault. */
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

    /** Why there is no point in waiting on. */
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

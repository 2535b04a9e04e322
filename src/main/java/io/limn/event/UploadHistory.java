package io.limn.event;

import io.limn.store.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Remembers recent outcomes of uploads, so that catch-up neither re-reads finished ones nor retries failed ones too often. Bounded. */
final class UploadHistory {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(30);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private final Map<String, ObjectVersion> done;
    private final Map<String, Failure> failures;

    private record Failure(ObjectVersion version, int times, Instant retryAt) {}

    UploadHistory(int capacity) {
        this.done = new LruMap<>(capacity);
        this.failures = new LruMap<>(capacity);
    }

    synchronized void done(ObjectVersion version) {
        done.put(version.key(), version);
        failures.remove(version.key());
    }

    /** Forgets that a key was done, as its object has changed. */
    synchronized void changed(String key) {
        done.remove(key);
    }

    synchronized void failed(ObjectVersion version, Instant now) {
        Failure last = failures.get(version.key());
        int times = last != null && last.version.hasBytesOf(version) ? last.times + 1 : 1;
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(times - 1, 10));
        Instant until = now.plus(delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay);
        failures.put(version.key(), new Failure(version, times, until));
    }

    /** Whether the last attempt at the key failed, for any version. */
    synchronized boolean hasFailed(String key) {
        return failures.containsKey(key);
    }

    /** Whether this version needs no work now: it is done, or failed too recently. */
    synchronized boolean settled(ObjectVersion version, Instant now) {
        ObjectVersion last = done.get(version.key());
        Failure failure = failures.get(version.key());
        return last != null && last.hasBytesOf(version)
                || failure != null && failure.version.hasBytesOf(version) && now.isBefore(failure.retryAt);
    }
}

package io.limn.event;

import io.limn.store.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Remembers recent outcomes of uploads, so that catch-up neither re-reads finished ones nor retries failed ones too often. Bounded. */
final class Ledger {
    private static final Duration FIRST_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final Map<String, ObjectVersion> done;
    private final Map<String, Setback> setbacks;

    private record Setback(ObjectVersion version, int times, Instant restsUntil) {}

    Ledger(int capacity) {
        this.done = new LruMap<>(capacity);
        this.setbacks = new LruMap<>(capacity);
    }

    synchronized void done(ObjectVersion version) {
        done.put(version.key(), version);
        setbacks.remove(version.key());
    }

    /** Forgets that a key was done, as its object has changed. */
    synchronized void changed(String key) {
        done.remove(key);
    }

    synchronized void failed(ObjectVersion version, Instant now) {
        Setback last = setbacks.get(version.key());
        int times = last != null && last.version.hasBytesOf(version) ? last.times + 1 : 1;
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(times - 1, 10));
        Instant until = now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
        setbacks.put(version.key(), new Setback(version, times, until));
    }

    /** Whether the last attempt at the key failed, for any version. */
    synchronized boolean troubled(String key) {
        return setbacks.containsKey(key);
    }

    /** Whether this version needs no work now: it is done, or failed too recently. */
    synchronized boolean settled(ObjectVersion version, Instant now) {
        ObjectVersion last = done.get(version.key());
        Setback setback = setbacks.get(version.key());
        return last != null && last.hasBytesOf(version)
                || setback != null && setback.version.hasBytesOf(version) && now.isBefore(setback.restsUntil);
    }
}

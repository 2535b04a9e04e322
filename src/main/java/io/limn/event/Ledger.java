package io.limn.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Recent outcomes of uploads, so that catch-up neither re-reads what is done nor retries failures too often. Bounded. */
final class Ledger {
    private static final Duration FIRST_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final Map<String, String> done;
    private final Map<String, Setback> setbacks;

    private record Setback(String eTag, int times, Instant restsUntil) {}

    Ledger(int capacity) {
        this.done = new LruMap<>(capacity);
        this.setbacks = new LruMap<>(capacity);
    }

    synchronized void done(String key, String eTag) {
        done.put(key, eTag);
        setbacks.remove(key);
    }

    /** Forgets that a key was done, as its object has changed. */
    synchronized void changed(String key) {
        done.remove(key);
    }

    synchronized void failed(String key, String eTag, Instant now) {
        Setback last = setbacks.get(key);
        int times = last != null && last.eTag.equals(eTag) ? last.times + 1 : 1;
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(times - 1, 10));
        setbacks.put(key, new Setback(eTag, times, now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest)));
    }

    /** Whether the last work on the key failed, whatever its version was then. */
    synchronized boolean troubled(String key) {
        return setbacks.containsKey(key);
    }

    /** Whether there is nothing to do about this version of the key now. */
    synchronized boolean settled(String key, String eTag, Instant now) {
        Setback setback = setbacks.get(key);
        return eTag.equals(done.get(key))
                || setback != null && setback.eTag.equals(eTag) && now.isBefore(setback.restsUntil);
    }
}

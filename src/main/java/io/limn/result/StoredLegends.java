package io.limn.result;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Legends that this process stored recently, so that the frames of a sequence don't store the same file repeatedly. A legend that
 * was removed from the bucket is stored again with the next frame a few minutes later. Bounded; safe for use by several threads.
 */
final class StoredLegends {
    private static final int MOST = 1024;
    private static final Duration TRUSTED = Duration.ofMinutes(5);

    private record Stored(Legend legend, long nanos) {}

    private final Map<String, Stored> stored = new LinkedHashMap<>();

    synchronized boolean isThere(String key, Legend legend) {
        Stored last = stored.get(key);
        return last != null
                && System.nanoTime() - last.nanos() < TRUSTED.toNanos()
                && last.legend().equals(legend);
    }

    synchronized void stored(String key, Legend legend) {
        stored.remove(key);
        stored.put(key, new Stored(legend, System.nanoTime()));
        if (stored.size() > MOST) {
            stored.remove(stored.keySet().iterator().next());
        }
    }
}

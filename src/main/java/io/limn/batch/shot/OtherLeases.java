package io.limn.batch.shot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The leases of other processes, as last seen. */
final class OtherLeases {
    private record Seen(String text, long sinceNanos) {}

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** Whether this lease has not changed for too long, by this process's own clock. */
    boolean isOver(String key, String text, Duration expires) {
        Seen now = seen.compute(
                key,
                (same, before) ->
                        before != null && before.text.equals(text) ? before : new Seen(text, System.nanoTime()));
        return System.nanoTime() - now.sinceNanos >= expires.toNanos();
    }

    void forget(String key) {
        seen.remove(key);
    }
}

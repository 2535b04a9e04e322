package io.limn.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keys that had another name in an earlier version. The old names still work, with a warning at start. */
public final class RenamedKeys {
    /** Old name by new name. */
    private static final Map<String, String> OLD = new LinkedHashMap<>();

    static {
        renamed("limn.job.frames-in-flight", "limn.job.workers");
        renamed("limn.job.putting-at-once", "limn.job.max-concurrent-writes");
        renamed("limn.job.queue", "limn.job.max-waiting");
        renamed("limn.event.catch-up-at-once", "limn.event.catch-up-concurrency");
        renamed("limn.event.pending", "limn.event.max-pending");
        renamed("limn.event.remembered", "limn.event.done-cache-size");
        renamed("limn.event.queue-url", "limn.event.sqs.url");
        renamed("limn.event.queue-endpoint", "limn.event.sqs.endpoint");
        renamed("limn.event.queue-wait", "limn.event.sqs.wait-time");
        renamed("limn.event.queue-visibility", "limn.event.sqs.visibility-timeout");
        renamed("limn.event.queue-at-once", "limn.event.sqs.max-in-flight");
        renamed("limn.event.queue-back-off", "limn.event.sqs.back-off");
        renamed("limn.http.jobs-open", "limn.http.max-open-jobs");
        renamed("limn.store.settle", "limn.store.settle-time");
        renamed("limn.model.turn-timeout", "limn.model.permit-timeout");
    }

    private RenamedKeys() {}

    private static void renamed(String before, String now) {
        OLD.put(now, before);
    }

    /** The earlier name of a key. */
    static Optional<String> oldNameOf(String key) {
        return Optional.ofNullable(OLD.get(key));
    }

    /** New name by old name. */
    public static Map<String, String> all() {
        return Collections.unmodifiableMap(OLD.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey, (a, b) -> a, LinkedHashMap::new)));
    }
}

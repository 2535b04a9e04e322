package io.limn.batch;

import io.limn.store.ObjectInfo;
import io.limn.store.ObjectVersion;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Recently read objects by key and eTag, so that unchanged objects are not read again. Bounded. */
final class EtagCache<T> {
    private record Seen<T>(ObjectVersion version, T value) {}

    private final Map<String, Seen<T>> seen;

    EtagCache(int most) {
        seen = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Seen<T>> eldest) {
                return size() > most;
            }
        };
    }

    Uni<T> get(ObjectInfo object, Supplier<Uni<T>> reading) {
        Seen<T> known;
        synchronized (seen) {
            known = seen.get(object.key());
        }
        if (known != null && known.version.hasBytesOf(object.version())) {
            return Uni.createFrom().item(known.value);
        }
        return reading.get().invoke(read -> {
            synchronized (seen) {
                seen.put(object.key(), new Seen<>(object.version(), read));
            }
        });
    }
}

package io.limn.result;

import io.limn.output.Rendered;
import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Results kept in memory, for an answer: it has no past, so every frame given to it is worked on. */
public final class MemorySink implements ResultSink {
    private final Map<String, Rendered> files = new ConcurrentHashMap<>();
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return Uni.createFrom().voidItem().invoke(() -> files.put(key, file));
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return Uni.createFrom().voidItem().invoke(() -> manifests.put(manifestKey, manifest));
    }

    @Override
    public Uni<Void> withdraw(String manifestKey) {
        return Uni.createFrom().voidItem().invoke(() -> manifests.remove(manifestKey));
    }

    /** Files by key. */
    public Map<String, Rendered> files() {
        return Collections.unmodifiableMap(files);
    }

    /** Manifests by key. */
    public Map<String, Manifest> manifests() {
        return Collections.unmodifiableMap(manifests);
    }
}

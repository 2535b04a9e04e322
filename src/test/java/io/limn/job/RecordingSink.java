package io.limn.job;

import io.limn.output.Rendered;
import io.limn.parsing.Parsing;
import io.limn.result.Legend;
import io.limn.result.Manifest;
import io.limn.result.ResultSink;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps everything by its key, and finds no earlier manifest. */
final class RecordingSink implements ResultSink {
    final Map<String, Rendered> files = new ConcurrentHashMap<>();
    final Map<String, Legend> legends = new ConcurrentHashMap<>();
    final Map<String, Manifest> manifests = new ConcurrentHashMap<>();

    @Override
    public void found(Parsing parsing) {}

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return Uni.createFrom().voidItem().invoke(() -> files.put(key, file));
    }

    @Override
    public Uni<Void> explain(String key, Legend legend) {
        return Uni.createFrom().voidItem().invoke(() -> legends.put(key, legend));
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return Uni.createFrom().voidItem().invoke(() -> manifests.put(manifestKey, manifest));
    }

    @Override
    public Uni<Void> withdraw(String manifestKey) {
        return Uni.createFrom().voidItem().invoke(() -> manifests.remove(manifestKey));
    }
}

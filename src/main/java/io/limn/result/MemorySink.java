package io.limn.result;

import io.limn.output.Rendered;
import io.limn.parsing.Parsing;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One frame's files kept in memory, for an HTTP answer. It holds no earlier results, so every frame is parsed. */
public final class MemorySink implements ResultSink {
    private final List<Rendered> files = new CopyOnWriteArrayList<>();
    private volatile Legend legend;

    @Override
    public void found(Parsing parsing) {}

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return Uni.createFrom().voidItem().invoke(() -> files.add(file));
    }

    @Override
    public Uni<Void> explain(String key, Legend what) {
        return Uni.createFrom().voidItem().invoke(() -> legend = what);
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> withdraw(String manifestKey) {
        return Uni.createFrom().voidItem();
    }

    /** The files, in the order they were put. */
    public List<Rendered> files() {
        return List.copyOf(files);
    }

    /** What the ids in the files mean; empty where none has ids. */
    public Optional<Legend> legend() {
        return Optional.ofNullable(legend);
    }
}

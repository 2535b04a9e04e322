package io.limn.result;

import io.limn.output.Rendered;
import io.limn.parsing.Parsing;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Passes every call on to another sink; subclasses override what they change. */
public abstract class ForwardingSink implements ResultSink {
    private final ResultSink sink;

    /** @param sink gets the calls */
    protected ForwardingSink(ResultSink sink) {
        this.sink = sink;
    }

    @Override
    public void found(Parsing parsing) {
        sink.found(parsing);
    }

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return sink.committed(manifestKey);
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return sink.put(key, file);
    }

    @Override
    public Uni<Void> explain(String key, Legend legend) {
        return sink.explain(key, legend);
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return sink.commit(manifestKey, manifest);
    }

    @Override
    public Uni<Void> withdraw(String manifestKey) {
        return sink.withdraw(manifestKey);
    }

    @Override
    public Uni<Optional<StoredFile>> kept(String key, int maxBytes) {
        return sink.kept(key, maxBytes);
    }

    @Override
    public Uni<Void> keep(String key, byte[] bytes) {
        return sink.keep(key, bytes);
    }
}

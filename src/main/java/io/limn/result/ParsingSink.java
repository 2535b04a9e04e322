package io.limn.result;

import io.limn.output.Rendered;
import io.limn.parsing.Parsing;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Keeps the parsing for an answer made of tensors; files and manifest are discarded. */
public final class ParsingSink implements ResultSink {
    private volatile Parsing parsing;

    @Override
    public void found(Parsing found) {
        parsing = found;
    }

    /** What was found; empty where the frame failed before. */
    public Optional<Parsing> parsing() {
        return Optional.ofNullable(parsing);
    }

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> explain(String key, Legend legend) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> withdraw(String manifestKey) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return Uni.createFrom().voidItem();
    }
}

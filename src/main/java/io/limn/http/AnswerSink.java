package io.limn.http;

import io.limn.job.Manifest;
import io.limn.job.ResultSink;
import io.limn.output.Rendered;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Stores nothing: the outcome carries the files, and the caller is the one who keeps them. */
enum AnswerSink implements ResultSink {
    INSTANCE;

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return Uni.createFrom().voidItem();
    }
}

package io.limn.job;

import io.limn.output.Rendered;
import io.limn.parsing.Parsing;
import io.limn.result.Legend;
import io.limn.result.Manifest;
import io.limn.result.ResultSink;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** A sink that passes all on; tests override what they want to see or to break. */
class Through implements ResultSink {
    private final ResultSink behind;

    Through(ResultSink behind) {
        this.behind = behind;
    }

    @Override
    public void found(Parsing parsing) {
        behind.found(parsing);
    }

    @Override
    public Uni<Void> explain(String key, Legend legend) {
        return behind.explain(key, legend);
    }

    @Override
    public Uni<Optional<Manifest>> committed(String manifestKey) {
        return behind.committed(manifestKey);
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return behind.put(key, file);
    }

    @Override
    public Uni<Void> commit(String manifestKey, Manifest manifest) {
        return behind.commit(manifestKey, manifest);
    }

    @Override
    public Uni<Void> withdraw(String manifestKey) {
        return behind.withdraw(manifestKey);
    }
}

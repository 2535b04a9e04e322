package io.limn.result;

import io.limn.output.Rendered;
import io.limn.parsing.Parsing;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where results go: a bucket, a folder, or an answer in memory. Work starts on subscription and blocks no caller. */
public interface ResultSink {
    /** Receives the parsing itself, for a sink that answers with arrays; called by a worker before rendering, and must not block. */
    void found(Parsing parsing);

    /** The manifest stored under this key, empty where there is none (or none that can be read). */
    Uni<Optional<Manifest>> committed(String manifestKey);

    /** Stores a file; done when it is durable. */
    Uni<Void> put(String key, Rendered file);

    /** Stores what the ids in a folder's masks mean, unless it is known to be stored already. */
    Uni<Void> explain(String key, Legend legend);

    /** Stores the manifest; done when it is durable. Called after every put of the frame has succeeded. */
    Uni<Void> commit(String manifestKey, Manifest manifest);

    /**
     * Removes the manifest, if there is one: called before files that it lists are overwritten. A sink that never finds one
     * {@link #committed} has nothing to remove.
     */
    Uni<Void> withdraw(String manifestKey);

    /** A file beside the results that no manifest lists; empty where there is none. */
    default Uni<Optional<StoredFile>> kept(String key, int maxBytes) {
        return Uni.createFrom().item(Optional.empty());
    }

    /** Stores a file beside the results that no manifest lists. */
    default Uni<Void> keep(String key, byte[] bytes) {
        return Uni.createFrom().voidItem();
    }
}

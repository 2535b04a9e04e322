package io.limn.job;

import io.limn.problem.Problem;
import io.limn.request.Source;
import io.limn.result.Manifest;
import java.util.Optional;

/** How a frame ended. A failure that a retry may cure (store down, network failed) is not an outcome but a failed {@code Uni}. */
public sealed interface Outcome {
    /** The frame's key, where the outcome knows it. */
    default Optional<String> key() {
        if (this instanceof Superseded superseded) {
            return Optional.of(superseded.source().name());
        }
        Manifest manifest = this instanceof Parsed parsed
                ? parsed.manifest()
                : this instanceof AlreadyDone done ? done.manifest() : ((Rejected) this).manifest();
        return Optional.ofNullable(manifest).map(known -> known.source().key());
    }

    /** Parsed; all files are durable in the sink, the manifest last. */
    record Parsed(Manifest manifest) implements Outcome {}

    /** A manifest of the same source, model, options and edits existed already. */
    record AlreadyDone(Manifest manifest) implements Outcome {}

    /** The frame can't be parsed, and its manifest says why. */
    record Rejected(Manifest manifest, Problem problem) implements Outcome {}

    /** The object changed or went away after its event; the newer one has an event of its own. */
    record Superseded(Source source) implements Outcome {}
}

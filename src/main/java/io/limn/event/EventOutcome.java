package io.limn.event;

import io.limn.event.shape.ObjectCreated;
import io.limn.job.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The outcomes of an event's objects. */
public record EventOutcome(List<Part> parts) {
    /** One object's end. */
    public sealed interface Part {
        ObjectCreated object();
    }

    /**
     * Done: its results are durable, or it is not a frame.
     *
     * @param key the object's key: the event's, decoded or raw
     */
    public record Done(ObjectCreated object, String key, CatchUp.Ending ending) implements Part {
        static Done of(ObjectCreated object, Optional<Outcome> outcome) {
            String key = outcome.flatMap(Outcome::key).orElse(object.key());
            return new Done(object, key, CatchUp.ending(outcome));
        }
    }

    /** Failed; a retry may succeed. */
    public record Failed(ObjectCreated object, Throwable failure) implements Part {}

    /** In a bucket other than the configured one. */
    public record Foreign(ObjectCreated object) implements Part {}

    public EventOutcome {
        parts = List.copyOf(parts);
    }

    public Optional<Failed> failed() {
        return all(Failed.class).findFirst();
    }

    public Optional<Foreign> foreign() {
        return all(Foreign.class).findFirst();
    }

    private <T extends Part> Stream<T> all(Class<T> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast);
    }
}

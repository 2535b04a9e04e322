package io.limn.event;

import io.limn.event.shape.ObjectCreated;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of an event's objects. */
public record EventOutcome(List<Part> parts) {
    /** One object's end. */
    public sealed interface Part {
        ObjectCreated object();
    }

    /** Nothing more to do: its results are durable, or it is no frame. */
    public record Done(ObjectCreated object, CatchUp.Ending ending) implements Part {}

    /** May go better another time. */
    public record Failed(ObjectCreated object, Throwable failure) implements Part {}

    /** Lies in a bucket that is not ours to look at. */
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

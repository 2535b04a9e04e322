package io.limn.event.shape;

import io.limn.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** A parsed event of any form. */
public sealed interface ParsedEvent {
    /** At least one object was created. */
    record Created(List<ObjectCreated> objects) implements ParsedEvent {
        public Created {
            objects = List.copyOf(objects);
        }
    }

    /** A valid event that needs no work: a test event, a delete, another service's event. */
    record Nothing(String why) implements ParsedEvent {}

    /** Not a valid event; sending it again won't help. */
    record Refused(Problem problem) implements ParsedEvent {
        static Refused because(String detail) {
            return new Refused(Problem.of("unknown-event", "Unknown event", 400, detail));
        }
    }

    /** Combines several: refused if one of them is, so that it does not count as done; nothing if all are. */
    static ParsedEvent all(List<ParsedEvent> parts) {
        List<ObjectCreated> objects = new ArrayList<>();
        String nothing = "it contains no event";
        for (ParsedEvent part : parts) {
            if (part instanceof Refused) {
                return part;
            }
            if (part instanceof Created created) {
                objects.addAll(created.objects());
            } else if (part instanceof Nothing none) {
                nothing = none.why();
            }
        }
        return objects.isEmpty() ? new Nothing(nothing) : new Created(objects);
    }
}

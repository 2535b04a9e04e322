package io.limn.event.shape;

import io.limn.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What an event comes to, whatever its shape. */
public sealed interface ParsedEvent {
    /** Objects came into buckets, at least one. */
    record Created(List<ObjectCreated> objects) implements ParsedEvent {
        public Created {
            objects = List.copyOf(objects);
        }
    }

    /** Understood, and no work: a test event, a delete, an event of something else. */
    record Nothing(String why) implements ParsedEvent {}

    /** Not understood; sending it again won't help. */
    record Refused(Problem problem) implements ParsedEvent {
        static Refused because(String detail) {
            return new Refused(new Problem("urn:limn:problem:unknown-event", "No event that is known", 400, detail));
        }
    }

    /** Several as one: refused where one of them is, so that it is not taken for done; nothing where all are. */
    static ParsedEvent all(List<ParsedEvent> parts) {
        List<ObjectCreated> objects = new ArrayList<>();
        String nothing = "there is no event in it";
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

package io.limn.event.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The answer to an event that is done.
 *
 * @param frames the event's objects and their outcomes: {@code parsed}, {@code already-done}, {@code rejected} (its manifest says
 * why), {@code superseded} (deleted since), or {@code ignored} (not a frame)
 * @param note why there was nothing to do
 */
@RegisterForReflection(targets = {EventAnswer.class, EventAnswer.Frame.class})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventAnswer(List<Frame> frames, String note) {
    /**
     * One object of the event.
     *
     * @param key the object's key
     * @param orAs the raw key from the event, if no object was found under either; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Frame(String key, String outcome, String orAs) {
        Frame(String key, String outcome) {
            this(key, outcome, null);
        }
    }
}

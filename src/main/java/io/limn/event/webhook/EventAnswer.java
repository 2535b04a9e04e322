package io.limn.event.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The answer to an event that is done.
 *
 * @param frames what the event told of, each with how it ended: {@code parsed}, {@code already-done}, {@code rejected} (its
 *     manifest says why), {@code superseded} (gone by now), or {@code ignored} (no frame)
 * @param note why there was nothing to do
 */
@RegisterForReflection(targets = {EventAnswer.class, EventAnswer.Frame.class})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventAnswer(List<Frame> frames, String note) {
    /** One object that the event told of. */
    public record Frame(String key, String outcome) {}
}

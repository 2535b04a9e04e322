package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.event.EventEnd;
import io.limn.event.EventWork;
import io.limn.event.EventWork.Messenger;
import io.limn.event.shape.EventParser;
import io.limn.event.shape.EventReading;
import io.limn.job.FrameFailedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** An event that a bucket, a topic or EventBridge calls the function with; Lambda calls again where this fails. */
final class DirectEvent implements LambdaCall {
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final EventWork work;
    private final ObjectMapper json;

    DirectEvent(EventWork work, ObjectMapper json) {
        this.work = work;
        this.json = json;
    }

    @Override
    public boolean takes(JsonNode event) {
        return true;
    }

    @Override
    public JsonNode answer(JsonNode event, Instant deadline) throws IOException {
        EventReading reading = EventParser.read(json.writeValueAsBytes(event));
        if (reading instanceof EventReading.Refused refused) {
            throw new IllegalArgumentException(refused.problem().detail());
        }
        if (!(reading instanceof EventReading.Created created)) {
            return json.createObjectNode();
        }
        // Lambda does not say whether it calls again.
        EventEnd end = work.of(created, true, Messenger.PATIENT).await().atMost(LambdaTime.until(deadline, RESERVE));
        end.failed().ifPresent(part -> {
            throw new FrameFailedException(part.failure().getMessage(), part.failure());
        });
        end.foreign().ifPresent(part -> {
            throw new IllegalArgumentException("The event is about the bucket '"
                    + part.object().bucket() + "'; frames are taken from '" + work.uploads() + "' alone.");
        });
        return json.createObjectNode();
    }
}

package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.event.EventHandler;
import io.limn.event.EventHandler.Backpressure;
import io.limn.event.EventOutcome;
import io.limn.event.shape.EventParser;
import io.limn.event.shape.ParsedEvent;
import io.limn.problem.FrameFailedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** An event from a bucket, a topic or EventBridge; Lambda retries it on failure. */
final class DirectEvent implements LambdaCall {
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final EventHandler work;
    private final ObjectMapper json;

    DirectEvent(EventHandler work, ObjectMapper json) {
        this.work = work;
        this.json = json;
    }

    @Override
    public boolean takes(JsonNode event) {
        return true;
    }

    @Override
    public JsonNode answer(JsonNode event, Instant deadline) throws IOException {
        ParsedEvent reading = EventParser.read(json.writeValueAsBytes(event));
        if (reading instanceof ParsedEvent.Refused refused) {
            throw new IllegalArgumentException(refused.problem().detail());
        }
        if (!(reading instanceof ParsedEvent.Created created)) {
            return json.createObjectNode();
        }
        // Lambda does not say whether this is a retry.
        EventOutcome outcome =
                work.of(created, true, Backpressure.WAIT).await().atMost(LambdaTime.until(deadline, RESERVE));
        outcome.failed().ifPresent(part -> {
            throw new FrameFailedException(part.failure().getMessage(), part.failure());
        });
        outcome.foreign().ifPresent(part -> {
            throw new IllegalArgumentException("The event is about the bucket '"
                    + part.object().bucket() + "'; frames are taken from '" + work.uploads() + "' alone.");
        });
        return json.createObjectNode();
    }
}

package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.limn.event.EventHandler;
import io.limn.event.EventHandler.Backpressure;
import io.limn.event.shape.EventParser;
import io.limn.event.shape.ParsedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A batch of messages of an SQS queue. Messages whose frames failed or were not finished in time, and invalid messages, are
 * reported as failed (the event source mapping must have {@code ReportBatchItemFailures}): SQS delivers them again, finally to
 * the dead-letter queue, and deletes the others.
 */
final class QueueBatch implements LambdaCall {
    private static final Logger LOG = Logger.getLogger(QueueBatch.class);
    /** The part of an invocation's time reserved for its answer. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final EventHandler work;
    private final ObjectMapper json;

    QueueBatch(EventHandler work, ObjectMapper json) {
        this.work = work;
        this.json = json;
    }

    @Override
    public boolean takes(JsonNode event) {
        return event.path("Records").path(0).path("eventSource").asText().equals("aws:sqs");
    }

    @Override
    public JsonNode answer(JsonNode event, Instant deadline) {
        Duration left = LambdaTime.until(deadline, RESERVE);
        List<JsonNode> messages = new ArrayList<>();
        event.get("Records").forEach(messages::add);
        List<String> failed = Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUni(message -> isDone(message)
                        .ifNoItem()
                        .after(left)
                        .recoverWithItem(() -> late(message))
                        .map(done -> done ? "" : message.path("messageId").asText()))
                .merge(Math.max(1, messages.size()))
                .filter(id -> !id.isEmpty())
                .collect()
                .asList()
                .await()
                .atMost(left.plus(RESERVE));
        ObjectNode answer = json.createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        failed.forEach(id -> failures.addObject().put("itemIdentifier", id));
        return answer;
    }

    private Uni<Boolean> isDone(JsonNode message) {
        ParsedEvent reading = EventParser.read(message.path("body").asText());
        if (reading instanceof ParsedEvent.Refused refused) {
            LOG.warnf(
                    "%s is not a valid event and will go to the dead-letter queue: %s",
                    id(message), refused.problem().detail());
            return Uni.createFrom().item(false);
        }
        if (!(reading instanceof ParsedEvent.Created created)) {
            return Uni.createFrom().item(true);
        }
        boolean redelivered =
                message.path("attributes").path("ApproximateReceiveCount").asInt(1) > 1;
        return work.of(created, redelivered, Backpressure.WAIT).map(outcome -> {
            outcome.failed()
                    .ifPresent(part -> LOG.warnf(
                            "%s failed: %s", id(message), part.failure().getMessage()));
            outcome.foreign()
                    .ifPresent(part -> LOG.warnf(
                            "%s is about bucket '%s' and will go to the dead-letter queue",
                            id(message), part.object().bucket()));
            return outcome.failed().isEmpty() && outcome.foreign().isEmpty();
        });
    }

    private static boolean late(JsonNode message) {
        LOG.warnf("%s was not finished within this invocation", id(message));
        return false;
    }

    private static String id(JsonNode message) {
        return "Message " + message.path("messageId").asText();
    }
}

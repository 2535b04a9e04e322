package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.limn.event.shape.ParsedEvent.Nothing;
import io.limn.event.shape.ParsedEvent.Refused;
import java.util.Set;

/** Unwraps events in messages of SQS and SNS, and recognises messages without one. */
final class Envelopes {
    private static final Set<String> SNS_SET_UP = Set.of("SubscriptionConfirmation", "UnsubscribeConfirmation");

    private Envelopes() {}

    static ParsedEvent opened(JsonNode event, int depth) {
        if (OtherClouds.isOfOne(event)) {
            return OtherClouds.refused(JsonFields.of(event.path("eventType")));
        }
        if (event.has("messageId") && event.path("body").isTextual()) {
            return EventParser.text(event.get("body").textValue(), depth + 1);
        }
        if (event.has("MessageId") && event.path("Body").isTextual()) {
            return EventParser.text(event.get("Body").textValue(), depth + 1);
        }
        if (event.path("Sns").path("Message").isTextual()) {
            return EventParser.text(event.get("Sns").get("Message").textValue(), depth + 1);
        }
        if (SNS_SET_UP.contains(JsonFields.of(event.path("Type")))) {
            return new Nothing("an SNS subscription message; confirm it at its SubscribeURL: "
                    + JsonFields.of(event.path("SubscribeURL")));
        }
        if (event.has("TopicArn") && event.path("Message").isTextual()) {
            return EventParser.text(event.get("Message").textValue(), depth + 1);
        }
        if (JsonFields.of(event.path("Event")).equals("s3:TestEvent")) {
            return new Nothing("the test event sent when notifications are set up");
        }
        String source = event.path("eventSource").asText(JsonFields.of(event.path("EventSource")));
        if (!source.isEmpty()) {
            return new Nothing("an event of " + source + ", which names no object");
        }
        return Refused.because("The event has none of the known shapes: a notification of S3 or MinIO ('Records'), an "
                + "EventBridge event ('detail-type'), a CloudEvent ('specversion'), or one of these in a message of "
                + "SNS or SQS.");
    }
}

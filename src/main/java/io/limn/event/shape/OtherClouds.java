package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Events of stores that don't speak S3: recognised, so that they are not mistaken for finished work. */
final class OtherClouds {
    private OtherClouds() {}

    /** @param type in lower case */
    static boolean isTypeOfOne(String type) {
        return type.startsWith("google.cloud.storage")
                || type.startsWith("microsoft.storage")
                || type.startsWith("microsoft.eventgrid");
    }

    /** Recognises Pub/Sub push messages of Cloud Storage, and Event Grid's own schema. */
    static boolean isOfOne(JsonNode event) {
        return event.path("message").has("data") && event.has("subscription")
                || event.path("message").path("attributes").has("bucketId")
                || isTypeOfOne(JsonFields.of(event.path("eventType")).toLowerCase(Locale.ROOT))
                || JsonFields.of(event.path("kind")).equals("storage#object");
    }

    static ParsedEvent.Refused refused(String type) {
        return ParsedEvent.Refused.because(
                "An event of " + (type.isEmpty() ? "another cloud's store" : "type '" + type + "'")
                        + " is about a store that Limn does not read: it takes events of S3 and of stores that speak S3. "
                        + "Copy the frames into such a bucket.");
    }
}

package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.limn.event.shape.EventReading.Created;
import io.limn.event.shape.EventReading.Nothing;
import io.limn.event.shape.EventReading.Refused;
import java.util.List;

/** EventBridge's event of S3: the key is not encoded, and names are written with hyphens. */
final class EventBridge {
    private EventBridge() {}

    static EventReading read(JsonNode event) {
        String type = Texts.of(event.path("detail-type"));
        if (!type.equals("Object Created")) {
            return new Nothing("'" + type + "' creates no object");
        }
        return detail(event.path("detail"), event.path("time"));
    }

    static EventReading detail(JsonNode detail, JsonNode time) {
        String bucket = Texts.of(detail.path("bucket").path("name"));
        JsonNode object = detail.path("object");
        String key = Texts.of(object.path("key"));
        if (bucket.isEmpty() || key.isEmpty()) {
            return Refused.because(
                    "The event has no 'detail." + (bucket.isEmpty() ? "bucket.name" : "object.key") + "'.");
        }
        return new Created(List.of(new ObjectCreated(
                bucket,
                key,
                Texts.eTag(object.path("etag")),
                Texts.orNull(object.path("version-id")),
                Texts.orNull(object.path("sequencer")),
                object.path("size").asLong(-1),
                Texts.time(time))));
    }
}

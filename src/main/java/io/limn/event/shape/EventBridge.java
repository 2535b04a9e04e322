package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.limn.event.shape.ParsedEvent.Created;
import io.limn.event.shape.ParsedEvent.Nothing;
import io.limn.event.shape.ParsedEvent.Refused;
import io.limn.store.ObjectVersion;
import java.util.List;

/** EventBridge's event of S3: the key is not encoded, and names are written with hyphens. */
final class EventBridge {
    private EventBridge() {}

    static ParsedEvent read(JsonNode event) {
        String type = JsonFields.of(event.path("detail-type"));
        if (!type.equals("Object Created")) {
            return new Nothing("'" + type + "' does not create an object");
        }
        return detail(event.path("detail"));
    }

    static ParsedEvent detail(JsonNode detail) {
        String bucket = JsonFields.of(detail.path("bucket").path("name"));
        JsonNode object = detail.path("object");
        String key = JsonFields.of(object.path("key"));
        if (bucket.isEmpty() || key.isEmpty()) {
            return Refused.because(
                    "The event has no 'detail." + (bucket.isEmpty() ? "bucket.name" : "object.key") + "'.");
        }
        return new Created(List.of(new ObjectCreated(new ObjectVersion(
                bucket,
                key,
                JsonFields.orNull(object.path("etag")),
                JsonFields.orNull(object.path("version-id")),
                object.path("size").asLong(-1)))));
    }
}

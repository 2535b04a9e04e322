package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.limn.event.shape.ParsedEvent.Created;
import io.limn.event.shape.ParsedEvent.Nothing;
import io.limn.event.shape.ParsedEvent.Refused;
import io.limn.store.ObjectVersion;
import java.util.List;

/** One record of an S3 notification, or of MinIO's, which differs by {@code s3:} before the event's name. */
final class S3Record {
    private static final String CREATED = "ObjectCreated:";

    private S3Record() {}

    static ParsedEvent read(JsonNode record) {
        return read(record, JsonFields.of(record.path("eventName")));
    }

    /** @param name of the event, from the record or from what is around it */
    static ParsedEvent read(JsonNode record, String name) {
        String event = name.startsWith("s3:") ? name.substring("s3:".length()) : name;
        if (!event.regionMatches(true, 0, CREATED, 0, CREATED.length())) {
            return event.isEmpty()
                    ? Refused.because("A record has no 'eventName'.")
                    : new Nothing("'" + event + "' does not create an object");
        }
        JsonNode object = record.path("s3").path("object");
        String bucket = JsonFields.of(record.path("s3").path("bucket").path("name"));
        String key = JsonFields.of(object.path("key"));
        if (bucket.isEmpty() || key.isEmpty()) {
            return Refused.because(
                    "A record has no '" + (bucket.isEmpty() ? "s3.bucket.name" : "s3.object.key") + "'.");
        }
        // Its time and sequencer are not read: the bucket itself says which version is the current one.
        ObjectVersion version = new ObjectVersion(
                bucket,
                ObjectKey.decoded(key),
                JsonFields.orNull(object.path("eTag")),
                JsonFields.orNull(object.path("versionId")),
                object.path("size").asLong(-1));
        return new Created(List.of(new ObjectCreated(version, ObjectKey.rawIfOther(key))));
    }
}

package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.limn.event.shape.EventReading.Created;
import io.limn.event.shape.EventReading.Nothing;
import io.limn.event.shape.EventReading.Refused;
import java.util.List;

/** One record of an S3 notification, or of MinIO's, which differs by {@code s3:} before the event's name. */
final class S3Record {
    private static final String CREATED = "ObjectCreated:";

    private S3Record() {}

    static EventReading read(JsonNode record) {
        return read(record, Texts.of(record.path("eventName")));
    }

    /** @param name of the event, from the record or from what is around it */
    static EventReading read(JsonNode record, String name) {
        String event = name.startsWith("s3:") ? name.substring("s3:".length()) : name;
        if (!event.regionMatches(true, 0, CREATED, 0, CREATED.length())) {
            return event.isEmpty()
                    ? Refused.because("A record has no 'eventName'.")
                    : new Nothing("'" + event + "' creates no object");
        }
        JsonNode object = record.path("s3").path("object");
        String bucket = Texts.of(record.path("s3").path("bucket").path("name"));
        String key = Texts.of(object.path("key"));
        if (bucket.isEmpty() || key.isEmpty()) {
            return Refused.because(
                    "A record has no '" + (bucket.isEmpty() ? "s3.bucket.name" : "s3.object.key") + "'.");
        }
        // The sequencer is of no use to us: MinIO's orders nothing, and the bucket knows what is there now.
        return new Created(List.of(new ObjectCreated(
                bucket,
                ObjectKey.decoded(key),
                Texts.eTag(object.path("eTag")),
                Texts.orNull(object.path("versionId")),
                Texts.orNull(object.path("sequencer")),
                object.path("size").asLong(-1),
                Texts.time(record.path("eventTime")))));
    }
}

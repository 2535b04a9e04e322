package io.limn.event.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.limn.event.shape.ParsedEvent.Refused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Parses object-created events in all forms that stores and clouds use: notifications of S3 and MinIO, EventBridge events, CloudEvents,
 * each also in messages of SNS or SQS, nested in either order, singly or as a list.
 */
public final class EventParser {
    /** The deepest nesting; a notification in SNS in SQS in a Lambda call has three levels. */
    private static final int DEEPEST = 6;
    /** Each costs a request to the bucket; no store sends this many. */
    private static final int MOST_RECORDS = 1_000;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build()
            .readerFor(JsonNode.class);

    private EventParser() {}

    /** A JSON body. */
    public static ParsedEvent read(byte[] body) {
        try {
            return read(JSON.readTree(body), 0);
        } catch (IOException e) {
            return notJson(e);
        }
    }

    public static ParsedEvent read(String body) {
        return text(body, 0);
    }

    /**
     * A CloudEvent in binary mode.
     *
     * @param attributes by name in lower case, without {@code ce-}
     * @param data the body; may be empty
     */
    public static ParsedEvent read(Map<String, String> attributes, byte[] data) {
        try {
            JsonNode body = data.length == 0 ? JSON.createObjectNode() : JSON.readTree(data);
            return CloudEvents.read(attributes::get, body, 0);
        } catch (IOException e) {
            return notJson(e);
        }
    }

    static JsonNode tree(String json) throws JsonProcessingException {
        return JSON.readTree(json);
    }

    static ParsedEvent text(String body, int depth) {
        try {
            return read(tree(body), depth);
        } catch (JsonProcessingException e) {
            return notJson(e);
        }
    }

    static ParsedEvent read(JsonNode event, int depth) {
        if (depth > DEEPEST) {
            return Refused.because("The event is nested in more than " + DEEPEST + " others.");
        }
        if (event.isArray()) {
            return each(event, depth);
        }
        if (!event.isObject() || event.isEmpty()) {
            return Refused.because(
                    event.getNodeType() == JsonNodeType.MISSING
                            ? "The event is empty."
                            : "The event is not a JSON object, or it is empty.");
        }
        if (event.has("specversion")) {
            return CloudEvents.structured(event, depth);
        }
        if (event.has("detail-type")) {
            return EventBridge.read(event);
        }
        if (event.path("Records").isArray()) {
            return each(event.get("Records"), depth);
        }
        if (event.has("s3")) {
            return S3Record.read(event);
        }
        return Envelopes.opened(event, depth);
    }

    private static ParsedEvent each(JsonNode events, int depth) {
        if (events.size() > MOST_RECORDS) {
            return Refused.because("The event has more than " + MOST_RECORDS + " records; send fewer at a time.");
        }
        List<ParsedEvent> parts = new ArrayList<>();
        int objects = 0;
        for (JsonNode event : events) {
            ParsedEvent part = read(event, depth + 1);
            if (part instanceof Refused) {
                return part;
            }
            objects += part instanceof ParsedEvent.Created created
                    ? created.objects().size()
                    : 0;
            if (objects > MOST_RECORDS) {
                return Refused.because(
                        "The event reports more than " + MOST_RECORDS + " objects; send fewer at a time.");
            }
            parts.add(part);
        }
        return ParsedEvent.all(parts);
    }

    private static Refused notJson(IOException failure) {
        String where = failure instanceof JsonProcessingException json && json.getLocation() != null
                ? " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")"
                : "";
        return Refused.because("The event is not JSON" + where + ".");
    }
}

package io.limn.event.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.limn.event.shape.ParsedEvent.Created;
import io.limn.event.shape.ParsedEvent.Nothing;
import io.limn.event.shape.ParsedEvent.Refused;
import io.limn.store.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * CloudEvents 1.0 of S3, in the form of the specification's adapter: type {@code com.amazonaws.s3.<eventName>}, source {@code
 * aws:s3.<region>.<bucket>}, subject the key, data the record of the notification. Data that is a whole notification or an EventBridge
 * event, as other senders write it, is read too.
 */
final class CloudEvents {
    private CloudEvents() {}

    static ParsedEvent structured(JsonNode event, int depth) {
        UnaryOperator<String> attributes = name -> JsonFields.orNull(event.path(name));
        if (event.path("data_base64").isTextual()) {
            try {
                byte[] data =
                        Base64.getDecoder().decode(event.get("data_base64").textValue());
                return read(attributes, TextNode.valueOf(new String(data, StandardCharsets.UTF_8)), depth);
            } catch (IllegalArgumentException e) {
                return Refused.because("The CloudEvent's 'data_base64' is not base64.");
            }
        }
        return read(attributes, event.path("data"), depth);
    }

    /** @param attributes by name; null for a missing one */
    static ParsedEvent read(UnaryOperator<String> attributes, JsonNode data, int depth) {
        String type = attributes.apply("type");
        if (type == null) {
            return Refused.because("The CloudEvent has no 'type'.");
        }
        JsonNode body = data.isTextual() ? parsed(data.textValue()) : data;
        if (body.path("Records").isArray() || body.has("detail-type")) {
            return EventParser.read(body, depth + 1);
        }
        String name = type.toLowerCase(Locale.ROOT);
        int created = name.indexOf("objectcreated");
        if (OtherClouds.isTypeOfOne(name)) {
            return OtherClouds.refused(type);
        }
        if (!name.contains("s3") || created < 0) {
            return new Nothing("a CloudEvent of type '" + type + "', which creates no object");
        }
        if (body.has("s3")) {
            return S3Record.read(
                    body, body.hasNonNull("eventName") ? JsonFields.of(body.path("eventName")) : "ObjectCreated:Put");
        }
        if (body.has("bucket") && body.has("object")) {
            return EventBridge.detail(body);
        }
        return fromAttributes(attributes);
    }

    private static ParsedEvent fromAttributes(UnaryOperator<String> attributes) {
        String[] source = String.valueOf(attributes.apply("source")).split("\\.", 3);
        String subject = attributes.apply("subject");
        if (!source[0].equals("aws:s3") || source.length < 3 || subject == null) {
            return Refused.because("The CloudEvent has neither a record of S3 as its data nor a 'source' like "
                    + "aws:s3.eu-central-1.my-bucket with the key as its 'subject'.");
        }
        return new Created(List.of(new ObjectCreated(
                ObjectVersion.current(source[2], ObjectKey.decoded(subject)), ObjectKey.rawIfOther(subject))));
    }

    private static JsonNode parsed(String json) {
        try {
            return EventParser.tree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

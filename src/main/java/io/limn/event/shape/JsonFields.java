package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads fields of events leniently: missing, empty, quoted, or in a sender's own notation. */
final class JsonFields {
    private JsonFields() {}

    /** The member's text, empty where it is left out or null: Jackson's own would be the word. */
    static String of(JsonNode member) {
        return member.isNull() ? "" : member.asText();
    }

    static String orNull(JsonNode member) {
        String text = of(member);
        return text.isEmpty() ? null : text;
    }

    static String eTag(JsonNode member) {
        String text = orNull(member);
        boolean quoted = text != null && text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** A time that names no zone is in UTC; null for what is no time, since nothing depends on it. */
    static Instant time(JsonNode member) {
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    member.asText(), OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}

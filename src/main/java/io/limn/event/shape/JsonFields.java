package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads fields of events leniently: missing, empty, quoted, or in a sender's own notation. */
final class JsonFields {
    private JsonFields() {}

    /** The member's text, empty if it is missing or null; Jackson's {@code asText} would give the word "null". */
    static String of(JsonNode member) {
        return member.isNull() ? "" : member.asText();
    }

    static String orNull(JsonNode member) {
        String text = of(member);
        return text.isEmpty() ? null : text;
    }
}

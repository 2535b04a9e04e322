package io.limn.event.shape;

import com.fasterxml.jackson.databind.JsonNode;

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
}

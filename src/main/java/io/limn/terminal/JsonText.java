package io.limn.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.text.Shown;
import java.nio.charset.StandardCharsets;

/**
 * JSON for a terminal. Control and bidirectional characters are written as JSON escapes, so that file names and texts of models can't
 * colour, reorder or break lines; the JSON's value stays the same.
 */
public final class JsonText {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private JsonText() {}

    /** JSON on one line. */
    public static String line(ObjectMapper json, Object value) throws JsonProcessingException {
        return Shown.of(json.writeValueAsString(value));
    }

    /** Indented JSON, over several lines; the last has no line break. */
    public static String indented(Object value) throws JsonProcessingException {
        return indented(PLAIN, value);
    }

    /** Indented JSON, written by this mapper; the last line has no line break. */
    public static String indented(ObjectMapper json, Object value) throws JsonProcessingException {
        return Shown.lines(json.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }

    /** Escapes JSON that is serialised already, in UTF-8. */
    public static byte[] of(byte[] json) {
        return Shown.lines(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}

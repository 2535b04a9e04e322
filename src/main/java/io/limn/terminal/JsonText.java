package io.limn.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.text.Shown;
import java.nio.charset.StandardCharsets;

/**
 * JSON for a terminal: what would turn, colour or break a line is escaped as JSON escapes it, so it stays the same JSON. Names of files and texts of
 * models are not ours.
 */
public final class JsonText {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private JsonText() {}

    /** One line. */
    public static String line(ObjectMapper json, Object value) throws JsonProcessingException {
        return Shown.of(json.writeValueAsString(value));
    }

    /** Indented, over several lines; the last has no line end. */
    public static String indented(Object value) throws JsonProcessingException {
        return indented(PLAIN, value);
    }

    /** Over several lines, as this mapper writes it. */
    public static String indented(ObjectMapper json, Object value) throws JsonProcessingException {
        return Shown.lines(json.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }

    /** JSON that is written already, in UTF-8. */
    public static byte[] of(byte[] json) {
        return Shown.lines(new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}

package io.limn.http.inference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements of a {@code BYTES} tensor in JSON: base64 text, in arrays nested to any depth. They are decoded while being read, so that
 * no picture is held as a string.
 *
 * @param values the first few; a request with more is rejected anyway
 */
@JsonDeserialize(using = Elements.Reader.class)
record Elements(List<byte[]> values) {
    private static final int ENOUGH = 2;

    /** {@code data} is not base64 text; the message is shown to the caller. */
    static final class Unreadable extends JsonMappingException {
        private static final long serialVersionUID = 1L;

        Unreadable(JsonParser json) {
            super(json, "its 'data' must be an array of base64 text");
        }
    }

    /** Reads them. */
    static final class Reader extends StdDeserializer<Elements> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Elements.class);
        }

        @Override
        public Elements deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw new Unreadable(json);
            }
            List<byte[]> values = new ArrayList<>();
            for (int depth = 1; depth > 0; ) {
                switch (json.nextToken()) {
                    case START_ARRAY -> depth++;
                    case END_ARRAY -> depth--;
                    case VALUE_STRING -> {
                        if (values.size() < ENOUGH) {
                            values.add(decoded(json));
                        }
                    }
                    default -> throw new Unreadable(json);
                }
            }
            return new Elements(values);
        }

        private static byte[] decoded(JsonParser json) throws IOException {
            try {
                return json.getBinaryValue();
            } catch (JacksonException notBase64) {
                throw new Unreadable(json);
            }
        }
    }
}

package io.limn.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The protocol as we read its specification, as JSON schemas. */
final class Protocol {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Protocol() {}

    /** Reads JSON that must be as the definition of this name says. */
    static JsonNode read(String definition, byte[] json) {
        try (InputStream file = Protocol.class.getResourceAsStream("/inference/protocol.schema.json")) {
            ObjectNode schema = (ObjectNode) JSON.readTree(file);
            assertThat(schema.path("$defs").has(definition)).as(definition).isTrue();
            schema.put("$ref", "#/$defs/" + definition);
            JsonNode read = JSON.readTree(json);
            assertThat(SCHEMAS.getSchema(schema).validate(read)).as(definition).isEmpty();
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.limn.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/** Adds an example to each successful JSON answer, from {@code openapi-examples.json}. */
final class ApiExamples {
    private static final String JSON = "application/json";

    private ApiExamples() {}

    static void add(OpenAPI api) {
        JsonNode all = read();
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(operation -> operation.getOperationId() != null)
                .forEach(operation -> add(operation, all));
    }

    private static void add(Operation operation, JsonNode all) {
        JsonNode name = all.path("operations").path(operation.getOperationId());
        if (name.isMissingNode()) {
            return;
        }
        Object example = new ObjectMapper().convertValue(all.path("examples").path(name.asText()), Object.class);
        Stream.of("200", "201", "202")
                .map(status -> operation.getResponses().getAPIResponse(status))
                .filter(Objects::nonNull)
                .filter(answer -> answer.getContent() != null)
                .map(answer -> answer.getContent().getMediaType(JSON))
                .filter(Objects::nonNull)
                .filter(media -> media.getExample() == null)
                .forEach(media -> media.setExample(example));
    }

    private static JsonNode read() {
        try (InputStream file = ApiExamples.class.getResourceAsStream("/openapi-examples.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("openapi-examples.json can't be read", e);
        }
    }
}

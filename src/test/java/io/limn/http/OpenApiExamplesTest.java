package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every answer that succeeds with JSON has an example in the OpenAPI document, and the example is what its schema says. */
@QuarkusTest
@TestProfile(Scripted.class)
class OpenApiExamplesTest {
    @Test
    void everyAnswerThatSucceedsHasAnExampleThatFitsItsSchema() throws Exception {
        JsonNode api = new ObjectMapper()
                .readTree(given().accept("application/json").get("/q/openapi").asString());
        List<String> without = new ArrayList<>();
        api.path("paths")
                .forEach(path -> path.forEach(
                        operation -> operation.path("responses").properties().forEach(answer -> {
                            JsonNode media = answer.getValue().at("/content/application~1json");
                            if (!answer.getKey().startsWith("2") || media.isMissingNode()) {
                                return;
                            }
                            String name = operation.path("operationId").asText() + " " + answer.getKey();
                            if (!media.has("example") && !media.has("examples")) {
                                without.add(name);
                            } else if (media.has("example") && media.has("schema")) {
                                assertThat(faults(api, media)).as(name).isEmpty();
                            }
                        })));
        assertThat(without).isEmpty();
    }

    @Test
    void aClientThatAcceptsProblemsAloneMayDeleteAJob() {
        given().accept("application/problem+json")
                .delete("/v1/jobs/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
    }

    private static List<String> faults(JsonNode api, JsonNode media) {
        ObjectNode schema = media.path("schema").deepCopy();
        schema.set("components", api.path("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(media.path("example"))
                .stream()
                .map(Object::toString)
                .toList();
    }
}

package io.limn.http.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.http.Drawn;
import io.limn.http.Whole;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What /q/openapi says of the inference protocol against what the service does. */
@QuarkusTest
@TestProfile(Whole.class)
class InferenceApiTest {
    @Inject
    ObjectMapper json;

    private JsonNode paths;

    @BeforeEach
    void read() throws IOException {
        paths = json.readTree(
                        given().accept("application/json").get("/q/openapi").asString())
                .path("paths");
    }

    @Test
    void everyAddressOfTheProtocolIsThereAndAnswersAsSaid() {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            if (path.getKey().startsWith("/v2")) {
                found.add(path.getKey());
                Response answer = call(path.getKey(), path.getValue().has("get"));
                JsonNode operation = path.getValue().elements().next();
                assertThat(operation.path("summary").asText()).as(path.getKey()).isNotBlank();
                assertThat(answer.statusCode()).as(path.getKey()).isEqualTo(200);
                assertThat(operation
                                .at("/responses/200/content")
                                .has(answer.contentType().replaceFirst(";.*", "")))
                        .as(path.getKey() + " answers " + answer.contentType())
                        .isTrue();
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "/v2",
                        "/v2/health/live",
                        "/v2/health/ready",
                        "/v2/models/{model}",
                        "/v2/models/{model}/ready",
                        "/v2/models/{model}/infer",
                        "/v2/models/{model}/versions/{version}",
                        "/v2/models/{model}/versions/{version}/ready",
                        "/v2/models/{model}/versions/{version}/infer");
    }

    @Test
    void inferenceNamesItsErrorsInTheProtocolsShape() {
        JsonNode responses = paths.at("/~1v2~1models~1{model}~1infer/post/responses");
        for (int status : List.of(400, 404, 413, 415, 422, 429, 503, 504)) {
            assertThat(responses
                            .path(String.valueOf(status))
                            .at("/content/application~1json/schema/required/0")
                            .asText())
                    .as("status " + status)
                    .isEqualTo("error");
        }
        assertThat(paths.at("/~1v2~1models~1{model}/get/responses").has("404")).isTrue();
    }

    private static Response call(String path, boolean get) {
        String address = path.replace("{model}", "tiny").replace("{version}", "1");
        return get ? given().get(address) : Client.binary(address, Drawn.picture(64, 48), "");
    }
}

package io.limn.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.frame.plate.ReadOption;
import io.limn.output.RenderOption;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What /q/openapi says against what the service does. */
@QuarkusTest
@TestProfile(Scripted.class)
class OpenApiTest {
    private static final Set<String> TAGS = Set.of("parse", "jobs", "uploads", "catalogue");

    @Inject
    ScriptedQueue queue;

    @Inject
    ObjectMapper json;

    private JsonNode paths;
    private JsonNode schemas;

    @BeforeEach
    void read() throws IOException {
        queue.play(Scripts.parses());
        JsonNode document = json.readTree(
                given().accept("application/json").get("/q/openapi").asString());
        paths = document.path("paths");
        schemas = document.path("components").path("schemas");
    }

    @Test
    void everyCallIsDocumented() {
        List<String> found = new ArrayList<>();
        forEachOperation((path, method, operation) -> found.add(method + " " + path));
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "post /predict",
                        "post /v1/parse",
                        "post /v1/jobs",
                        "post /v1/shots",
                        "get /v1/shots/{id}/frames",
                        "get /v1/shots/{id}/frames/{file}/edits",
                        "put /v1/shots/{id}/frames/{file}/edits",
                        "delete /v1/shots/{id}/frames/{file}/edits",
                        "get /v1/shots/{id}/files/{path}",
                        "get /v1/jobs",
                        "get /v1/jobs/{id}/zip",
                        "get /v1/jobs/{id}",
                        "delete /v1/jobs/{id}",
                        "get /v1/jobs/{id}/events",
                        "get /v1/jobs/{id}/edits",
                        "put /v1/jobs/{id}/edits",
                        "delete /v1/jobs/{id}/edits",
                        "get /v1/jobs/{id}/frames/{frame}/edits",
                        "put /v1/jobs/{id}/frames/{frame}/edits",
                        "delete /v1/jobs/{id}/frames/{frame}/edits",
                        "get /v1/jobs/{id}/outputs/{output}",
                        "get /v1/jobs/{id}/outputs/{output}/{part}",
                        "get /v1/jobs/{id}/frames/{frame}/outputs/{output}",
                        "get /v1/jobs/{id}/frames/{frame}/outputs/{output}/{part}",
                        "post /v1/uploads",
                        "get /v1/uploads/{key}",
                        "get /v1/models",
                        "get /v1/labels");
    }

    /** Only of a reading's options may all be absent. */
    @Test
    void everySchemaSaysWhatIsAlwaysThereAndTheManifestAsItsJsonSchemaDoes() throws IOException {
        schemas.properties().forEach(schema -> {
            boolean members = schema.getValue().path("properties").size() > 0;
            assertThat(members && schema.getValue().path("required").isEmpty())
                    .as(schema.getKey() + " has no required member")
                    .isEqualTo(schema.getKey().equals("ReadOptions"));
        });
        JsonNode manifest = json.readTree(Path.of("docs/manifest.schema.json").toFile());
        Map.of(
                        "Manifest", "",
                        "SourceInfo", "/properties/source",
                        "ModelId", "/properties/model",
                        "Options", "/properties/options",
                        "RenderOptions", "/properties/options/properties/render",
                        "Person", "/properties/persons/items",
                        "Box", "/properties/persons/items/properties/box",
                        "Keypoint", "/properties/persons/items/properties/keypoints/items",
                        "OutputFile", "/properties/files/items",
                        "Edited", "/properties/edited")
                .forEach((name, place) -> assertThat(words(schemas.path(name).path("required")))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(
                                words(manifest.at(place).path("required"))));
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    @Test
    void everyCallHasASummaryAndItsProblemsAsProblemJson() {
        forEachOperation((path, method, operation) -> {
            assertThat(operation.path("summary").asText()).as(path).isNotBlank();
            assertThat(operation.path("operationId").asText()).as(path).isNotBlank();
            List<String> problems = new ArrayList<>();
            operation.path("responses").properties().forEach(response -> {
                if (response.getKey().compareTo("400") >= 0) {
                    problems.add(response.getKey());
                    JsonNode content = response.getValue().path("content");
                    JsonNode problem = content.path("application/problem+json");
                    List<JsonNode> examples = new ArrayList<>();
                    problem.path("examples").forEach(example -> examples.add(example.path("value")));
                    if (problem.has("example")) {
                        examples.add(problem.path("example"));
                    }
                    assertThat(examples)
                            .as(path + " " + response.getKey())
                            .isNotEmpty()
                            .allSatisfy(example ->
                                    assertThat(example.path("status").asText()).isEqualTo(response.getKey()));
                }
            });
            assertThat(problems).as(path).isNotEmpty();
        });
    }

    @Test
    void everyTypeOfProblemInTheSourcesIsListed() throws IOException {
        Pattern made =
                Pattern.compile("(?:Problem\\.of|problem|RefusedOptionException|BodyRefused)\\(\\s*\"([a-z-]+)\"");
        Set<String> kinds = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                made.matcher(Files.readString(file)).results().forEach(found -> kinds.add(found.group(1)));
            }
        }
        kinds.remove("inference-request"); // of /v2, whose errors have no types
        assertThat(ProblemTypes.all()).containsAll(kinds);
    }

    @Test
    void answersSayWhichMembersTheyAlwaysHave() throws IOException {
        JsonNode schemas = json.readTree(
                        given().accept("application/json").get("/q/openapi").asString())
                .at("/components/schemas");
        assertThat(schemas.at("/Job/required").toString())
                .contains("id", "state", "links")
                .doesNotContain("eta");
        assertThat(schemas.at("/Problem/required").toString()).contains("type", "title", "status", "detail");
        assertThat(schemas.at("/Problem/properties/type/enum").toString()).contains("urn:limn:problem:no-picture");
    }

    @Test
    void everyCallDocumentsHowAKeyIsSent() throws IOException {
        JsonNode schemes = json.readTree(
                        given().accept("application/json").get("/q/openapi").asString())
                .at("/components/securitySchemes");
        assertThat(schemes.properties())
                .as("an openIdConnect scheme without its address is not valid")
                .hasSize(2);
        assertThat(schemes.at("/bearer/scheme").asText()).isEqualTo("bearer");
        assertThat(schemes.at("/apiKey/name").asText()).isEqualTo("X-API-Key");
        forEachOperation((path, method, operation) -> assertThat(
                        operation.path("security").toString())
                .as(path)
                .isEqualTo("[{},{\"bearer\":[]},{\"apiKey\":[]}]"));
    }

    @Test
    void everyMediaTypeThatParseOffersIsAnswered() {
        content("/v1/parse", "200")
                .fieldNames()
                .forEachRemaining(
                        type -> parse("image/jpeg", type).then().statusCode(200).contentType(type));
    }

    @Test
    void everyMediaTypeThatParseTakesIsTaken() {
        JsonNode taken = paths.at("/~1v1~1parse/post/requestBody/content");
        List<String> types = new ArrayList<>();
        taken.fieldNames().forEachRemaining(types::add);
        assertThat(types).containsExactlyInAnyOrder("multipart/form-data", "image/*", "application/octet-stream");
        parse("image/webp", "*/*").then().statusCode(200);
        parse("application/octet-stream", "*/*").then().statusCode(200);
        given().multiPart("image", "a.jpg", new byte[1])
                .post("/v1/parse")
                .then()
                .statusCode(200);
        parse("text/plain", "*/*").then().statusCode(415);
    }

    @Test
    void everyOutputOfTheQueryIsDrawn() {
        JsonNode output = null;
        for (JsonNode parameter : paths.at("/~1v1~1parse/post/parameters")) {
            output = parameter.path("name").asText().equals("output") ? parameter : output;
        }
        assertThat(output).isNotNull();
        List<String> names = new ArrayList<>();
        output.at("/schema/items/enum").forEach(name -> names.add(name.asText()));
        assertThat(names)
                .containsExactly(
                        "overlay",
                        "color",
                        "labels",
                        "anatomy",
                        "persons",
                        "mattes",
                        "cutout",
                        "exr",
                        "cryptomatte",
                        "shapes",
                        "frame",
                        "thumbnail",
                        "json");
        List<String> served = given().get("/v1/models").path("outputs");
        assertThat(served)
                .containsExactly(
                        "overlay",
                        "color",
                        "labels",
                        "persons",
                        "mattes",
                        "cutout",
                        "exr",
                        "cryptomatte",
                        "shapes",
                        "frame",
                        "thumbnail",
                        "json");
        served.forEach(name -> given().contentType("image/jpeg")
                .body(new byte[1])
                .post("/v1/parse?output=" + name)
                .then()
                .statusCode(200));
        given().contentType("image/jpeg")
                .body(new byte[1])
                .post("/v1/parse?output=anatomy")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:limn:problem:unavailable-output"))
                .body("detail", equalTo("'anatomy' needs a model with 2 label layers; this one has 1: parts."));
    }

    @Test
    void everyOptionOfTheRegistryIsAParameterOfTheCallsThatDraw() {
        for (String path : List.of("/~1v1~1parse", "/~1v1~1jobs", "/~1v1~1shots")) {
            List<String> names = new ArrayList<>();
            paths.at(path + "/post/parameters")
                    .forEach(parameter -> names.add(parameter.path("name").asText()));
            assertThat(names)
                    .doesNotHaveDuplicates()
                    .contains("output")
                    .containsAll(Arrays.stream(RenderOption.values())
                            .map(RenderOption::word)
                            .toList())
                    .containsAll(Arrays.stream(ReadOption.values())
                            .map(ReadOption::word)
                            .toList());
        }
    }

    private static Response parse(String contentType, String accept) {
        return given().contentType(contentType).accept(accept).body(new byte[1]).post("/v1/parse");
    }

    private JsonNode content(String path, String status) {
        return paths.path(path).path("post").path("responses").path(status).path("content");
    }

    private interface Check {
        void of(String path, String method, JsonNode operation);
    }

    private void forEachOperation(Check check) {
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (TAGS.contains(method.getValue().at("/tags/0").asText())) {
                    check.of(path.getKey(), method.getKey(), method.getValue());
                }
            }
        }
    }
}

package io.limn.http.upload;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.limn.http.Drawn;
import io.limn.http.Whole;
import io.limn.process.Polling;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Presigned uploads before a real S3 server: a plain HTTP client puts, and results appear. */
@QuarkusTest
@TestProfile(Whole.class)
class UploadsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final byte[] PICTURE = Drawn.picture(160, 120);

    @Test
    void aPlainPutBringsResultsUnderTheAnnouncedKeys() throws Exception {
        JsonNode ticket = permit("plate 01%ü.png", "image/png", PICTURE.length, ",\"prefix\":\"shots/sh010\"");
        assertThat(ticket.path("key").asText())
                .matches("shots/sh010/\\d{4}-\\d\\d-\\d\\d/[0-9a-f]{32}/plate 01%ü\\.png");
        String state = ticket.at("/links/state").asText();
        given().urlEncodingEnabled(false)
                .get(state)
                .then()
                .statusCode(200)
                .header("Retry-After", "2")
                .body("state", equalTo("waiting"));
        assertThat(put(ticket, "image/png", PICTURE)).isEqualTo(200);
        JsonNode done = await(state);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.at("/manifest/source/key")).isEqualTo(ticket.path("key"));
        assertThat(done.at("/manifest/width").asInt()).isEqualTo(160);
        for (JsonNode file : done.at("/manifest/files")) {
            String output = file.path("output").asText();
            assertThat(file.path("key")).isEqualTo(ticket.at("/results/files/" + output));
            HttpResponse<byte[]> read = HTTP.send(
                    HttpRequest.newBuilder(
                                    URI.create(done.at("/files/" + output).asText()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.body()).hasSize(file.path("size").asInt());
        }
        assertThat(done.path("files")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\uFFFE.jpg", "a\\u001b.jpg", "a\\ud800.jpg", "a\\n.jpg"})
    void aNameThatCannotBeCarriedIsNotPermitted(String name) {
        given().contentType("application/json")
                .body("{\"name\":\"" + name + "\",\"contentType\":\"image/jpeg\",\"size\":1}")
                .post("/v1/uploads")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:limn:problem:name-refused"));
    }

    @Test
    void aFileThatIsNotAPictureFailsWithItsProblem() throws Exception {
        JsonNode ticket = permit("a.jpg", "image/jpeg", Drawn.zip().length, "");
        assertThat(put(ticket, "image/jpeg", Drawn.zip())).isEqualTo(200);
        JsonNode failed = await(ticket.at("/links/state").asText());
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.at("/error/status").asInt()).isEqualTo(415);
    }

    @Test
    void aPresignedAddressPermitsOnlyTheSignedUpload() throws Exception {
        JsonNode ticket = permit("a.png", "image/png", PICTURE.length, "");
        assertThat(put(ticket, "text/html", PICTURE)).as("another type").isEqualTo(403);
        assertThat(put(ticket, "image/png", Drawn.picture(320, 240)))
                .as("another length")
                .isEqualTo(403);
        URI url = URI.create(ticket.at("/upload/url").asText());
        assertThat(put(URI.create(url.toString().replace("a.png?", "b.png?")), "image/png", PICTURE))
                .as("another key")
                .isEqualTo(403);
        HttpResponse<Void> read =
                HTTP.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(read.statusCode()).as("reading").isEqualTo(403);
        assertThat(put(ticket, "image/png", PICTURE)).as("what it is for").isEqualTo(200);
    }

    @Test
    void everyPermissionHasAKeyOfItsOwnAndAnEnd() {
        Instant before = Instant.now();
        JsonNode one = permit("a.png", "image/png", 9, "");
        JsonNode other = permit("a.png", "image/png", 9, "");
        assertThat(one.path("key")).isNotEqualTo(other.path("key"));
        assertThat(one.path("key").asText()).startsWith("uploads/").endsWith("/a.png");
        assertThat(Instant.parse(one.at("/upload/expires").asText()))
                .isBetween(before.plus(Duration.ofMinutes(14)), before.plus(Duration.ofMinutes(17)));
        assertThat(one.at("/upload/url").asText()).contains("X-Amz-Expires=900");
        assertThat(one.at("/upload/headers/content-type").asText()).isEqualTo("image/png");
        assertThat(one.at("/upload/headers/content-length").asText()).isEqualTo("9");
    }

    @Test
    void theDocumentedUploadRequestIsPermitted() throws IOException {
        Matcher wish = Pattern.compile("`POST /v1/uploads` with `(\\{[^`]*})`")
                .matcher(Files.readString(Path.of("docs/security.md")));
        assertThat(wish.find()).isTrue();
        given().contentType("application/json")
                .body(wish.group(1))
                .post("/v1/uploads")
                .then()
                .statusCode(201);
    }

    @Test
    void aPathInTheNameIsNoFolder() {
        assertThat(permit("../../etc/a.png", "image/png", 9, "").path("key").asText())
                .matches("uploads/[^/]+/[0-9a-f]{32}/a\\.png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 400 | 'name'",
                "null | 400 | 'name'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\"} | 400 | 'size'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":0} | 400 | 'size'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":99999999999} | 413 | bytes",
                "{\"name\":\"a.png\",\"contentType\":\"text/html\",\"size\":9} | 415 | 'contentType'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png, text/html\",\"size\":9} | 415 | 'contentType'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":9,\"prefix\":\"../x\"} | 400 | 'prefix'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":9,\"prefix\":\"a//b\"} | 400 | 'prefix'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":9,\"prefix\":\"jobs/1\"} | 400 | 'prefix'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":9,\"prefix\":\"JOBS\"} | 400 | 'prefix'",
                "{\"name\":\"a.svg\",\"contentType\":\"image/svg+xml\",\"size\":9} | 415 | 'contentType'",
                "{\"name\":\"a.svg\",\"contentType\":\"image/SvG+xml\",\"size\":9} | 415 | 'contentType'",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":1.5} | 400 | size: it must be an integer",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":\"5\"} | 400 | size: it must be an integer",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":true} | 400 | size: it must be an integer",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":[5]} | 400 | size: ",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":99999999999999999999} | 400 | size: ",
                "{\"name\":5,\"contentType\":\"image/png\",\"size\":5} | 400 | name: it must be a text",
                "{\"name\":\"a.png\",\"contentType\":false,\"size\":5} | 400 | contentType: it must be a text",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":5,\"prefix\":7} | 400 | prefix: it must be a text",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":5,\"size\":6} | 400 | the member 'size' is repeated",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":5,\"colour\":6} | 400 | colour: there is no such member",
                "{\"name\":\"a.png\",\"contentType\":\"image/png\",\"size\":5} 6 | 400 | not ",
                "[] | 400 | body",
                "{\"name\": | 400 | not valid JSON at line 1",
            })
    void unusableUploadsAreNotPermitted(String wish, int status, String reason) {
        given().contentType("application/json")
                .body(wish)
                .post("/v1/uploads")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("detail", containsString(reason));
    }

    @Test
    void aKeyThatWasNeverIssuedIsUnknown() {
        given().get("/v1/uploads/shot/plate.0001.jpg")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:limn:problem:unknown-upload"));
    }

    private static JsonNode permit(String name, String type, long size, String rest) {
        return given().contentType("application/json; charset=utf-8")
                .body("{\"name\":\"" + name + "\",\"contentType\":\"" + type + "\",\"size\":" + size + rest + "}")
                .post("/v1/uploads")
                .then()
                .statusCode(201)
                .extract()
                .as(JsonNode.class);
    }

    private static int put(JsonNode ticket, String contentType, byte[] body) throws IOException, InterruptedException {
        return put(URI.create(ticket.at("/upload/url").asText()), contentType, body);
    }

    private static int put(URI url, String contentType, byte[] body) throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(url)
                                .header("Content-Type", contentType)
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static JsonNode await(String state) {
        return Polling.first(
                LIMIT,
                () -> given().urlEncodingEnabled(false).get(state).as(JsonNode.class),
                now -> !now.path("state").asText().equals("waiting"));
    }
}

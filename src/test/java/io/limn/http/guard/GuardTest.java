package io.limn.http.guard;

import static io.limn.http.LargeCalls.givenLarge;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.http.ScriptedQueue;
import io.limn.http.Scripts;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Guarded.class)
class GuardTest {
    @Inject
    ScriptedQueue queue;

    @Inject
    ObjectMapper json;

    @TestHTTPResource
    URI root;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    @Test
    void everyCallOfTheInterfaceWantsAKeyButForHealth() throws IOException {
        JsonNode paths = json.readTree(
                        given().accept("application/json").get("/q/openapi").asString())
                .path("paths");
        List<String> open = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                int status = given().request(
                                method.getKey().toUpperCase(), path.getKey().replaceAll("\\{[^}]*}", "1"))
                        .statusCode();
                if (status != 401) {
                    open.add(path.getKey());
                }
            }
        }
        open.remove("/v1/events"); // where it is there, it asks for its own secret
        assertThat(open).containsExactlyInAnyOrder("/v2/health/live", "/v2/health/ready");
        assertThat(queue.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/static/icon.svg",
                "/samples/portrait.jpg",
                "/q/health/live",
                "/q/health/ready",
                "/q/openapi",
                "/v2/health/live"
            })
    void thePageAndMonitoringNeedNoKey(String path) {
        given().get(path).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/v1/labels",
                "//v1/labels",
                "/v1/labels;a=b",
                "/static/../v1/labels",
                "/static/%2e%2e/v1/labels",
                "/q/health/../../v1/labels",
                "/v1/events/../labels",
                "/V1/labels",
                "/statics",
                "/q/healthy",
                // CVE-2026-39852, -50559, -87743: what Quarkus' own path policies let through, which Limn doesn't use
                "/v1/labels;/static/x",
                "/v1/labels%3Ba=b",
                "/v1/labels%3B/../static",
                "/v1%2Flabels",
                "/v1%5Clabels",
                "/static%2F..%2Fv1/labels",
                "/static%5C..%5Cv1%5Clabels",
                "/v1/events;/../labels",
                "/v1/events%3B/labels",
                "/q/health%3B/../metrics",
                "/./v1/labels",
                "/v1/./labels;x=%2e%2e"
            })
    void noPathTrickBypassesTheGuard(String path) throws IOException {
        assertThat(statusOfRawGet(path)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/..%2fv1/labels",
                "/static/..%5cv1%5clabels",
                "/static/..;/v1/labels",
                "/static/..%3B/v1/labels",
                "/q/health/..%2fmetrics",
                "/q/health/..;/metrics",
                "/samples/..%2f..%2fapplication.properties",
                "/v1/events/..%2flabels",
                "/v1/events/..;/labels"
            })
    void anEncodedSlashStaysBelowAnOpenPath(String path) throws IOException {
        assertThat(statusOfRawGet(path)).isEqualTo(404);
    }

    @Test
    void aKnownKeyIsAcceptedInEitherHeader() {
        given().header("Authorization", "Bearer " + Guarded.KEY)
                .get("/v1/labels")
                .then()
                .statusCode(200);
        given().header("authorization", "bearer " + Guarded.KEY)
                .get("/v1/labels")
                .then()
                .statusCode(200);
        given().header("X-API-Key", Guarded.KEY).get("/q/metrics").then().statusCode(200);
        given().header("X-API-Key", Guarded.KEY)
                .multiPart("image", "a.jpg", new byte[3])
                .post("/predict")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic YTpi", "limn_the-studios-own-key", ""})
    void anythingElseIsRefusedWithWhatIsExpected(String authorization) {
        given().header("Authorization", authorization)
                .get("/v1/labels")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .contentType("application/problem+json")
                .body("type", equalTo("urn:limn:problem:key-wanted"))
                .body("detail", containsString("X-API-Key"));
    }

    @Test
    void theHashOfAKeyIsNotAKey() {
        given().header("X-API-Key", Guarded.sha256(Guarded.KEY))
                .get("/v1/labels")
                .then()
                .statusCode(401);
    }

    @Test
    void refusalsOfTheInferenceProtocolHaveItsFormat() {
        given().get("/v2/models/scripted")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error", containsString("key"))
                .body("type", nullValue());
    }

    @Test
    void aBodyWithoutAKeyIsNotRead() {
        givenLarge()
                .contentType("image/jpeg")
                .body(new byte[1 << 20])
                .post("/v1/parse")
                .then()
                .statusCode(401);
        assertThat(queue.seen()).isEmpty();
    }

    @Test
    void aKeyOverItsRateGetsRetryAfter() {
        for (int i = 0; i < 2; i++) {
            given().header("X-API-Key", Guarded.SLOW_KEY)
                    .get("/v1/labels")
                    .then()
                    .statusCode(200);
        }
        given().header("X-API-Key", Guarded.SLOW_KEY)
                .get("/v1/labels")
                .then()
                .statusCode(429)
                .body("type", equalTo("urn:limn:problem:too-many-calls"))
                .header("Retry-After", Integer::parseInt, greaterThanOrEqualTo(1));
        given().header("X-API-Key", Guarded.KEY).get("/v1/labels").then().statusCode(200);
    }

    @Test
    void aKeysOwnByteLimitApplies() {
        given().header("X-API-Key", Guarded.STRICT_KEY)
                .contentType("image/jpeg")
                .body(new byte[1024])
                .post("/v1/parse")
                .then()
                .statusCode(200);
        given().header("X-API-Key", Guarded.STRICT_KEY)
                .contentType("image/jpeg")
                .body(new byte[1025])
                .post("/v1/parse")
                .then()
                .statusCode(413)
                .body("detail", containsString("1024"));
        given().header("X-API-Key", Guarded.STRICT_KEY).get("/v1/labels").then().statusCode(200);
    }

    @Test
    void aBodyOfUnknownLengthIsLimitedToo() throws IOException {
        assertThat(status("POST /v1/parse HTTP/1.1\r\nHost: limn\r\nX-API-Key: " + Guarded.STRICT_KEY
                        + "\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"))
                .isEqualTo(411);
    }

    private int statusOfRawGet(String path) throws IOException {
        return status("GET " + path + " HTTP/1.1\r\nHost: limn\r\nConnection: close\r\n\r\n");
    }

    /** Word for word, which HTTP clients don't send. */
    private int status(String request) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String line = new String(answer.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring("HTTP/1.1 ".length()));
        }
    }
}

package io.limn.http;

import static io.limn.http.LargeCalls.givenLarge;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.limn.problem.FrameFailedException;
import io.limn.problem.Problem;
import io.limn.problem.QueueFullException;
import io.limn.store.StoreException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Scripted.class)
class ProblemsOfCallsTest {
    @Inject
    ScriptedQueue queue;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    @Test
    void anUnknownAddressIsAProblem() {
        problem(given().get("/v1/nowhere").then(), 404, "not-found");
        problem(given().get("/nowhere.html").then(), 404, "not-found");
    }

    @Test
    void anUnsupportedMethodIsAProblem() {
        problem(given().get("/predict").then(), 405, "method-not-allowed");
    }

    @Test
    void aBodyOfAnotherMediaTypeIsAProblem() {
        problem(
                given().contentType("application/json")
                        .body("{}")
                        .post("/v1/parse")
                        .then(),
                415,
                "unsupported-media-type");
        problem(
                given().contentType("image/jpeg")
                        .body(new byte[3])
                        .post("/predict")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void anUnavailableAnswerIsAProblem() {
        problem(given().accept("text/html").get("/v1/labels").then(), 406, "not-acceptable");
    }

    @Test
    void aFormWithoutItsPictureIsAProblem() {
        problem(
                given().multiPart("photo", "a.jpg", new byte[3])
                        .post("/predict")
                        .then(),
                400,
                "no-picture");
        problem(given().multiPart("image", "text, not a file").post("/predict").then(), 400, "no-picture");
    }

    @Test
    void aNameThatCannotBeCarriedIsRefusedAtTheEntrance() {
        for (String name : new String[] {"a\uFFFE.jpg", "a\u001b[31m.jpg", "a\nb.jpg", "gpj.\u202Eexe"}) {
            problem(
                    given().contentType("image/jpeg")
                            .queryParam("name", name)
                            .body(new byte[3])
                            .post("/v1/jobs")
                            .then(),
                    400,
                    "name-refused");
        }
        problem(
                given().header("Content-Type", "multipart/form-data; boundary=x")
                        .body(("--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\uFFFF.jpg\"\r\n\r\n"
                                        + "x\r\n--x--\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                        .post("/v1/jobs")
                        .then(),
                400,
                "name-refused");
    }

    @Test
    void aFormWithSeveralPicturesIsAProblemWhereOneIsTaken() {
        problem(
                given().multiPart("image", "a.jpg", new byte[3])
                        .multiPart("image", "b.jpg", new byte[3])
                        .post("/v1/parse")
                        .then(),
                400,
                "too-many-pictures");
    }

    @Test
    void aBrokenFormIsAProblem() {
        problem(
                given().header("Content-Type", "multipart/form-data; boundary=x")
                        .body("--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\nhalf"
                                .getBytes())
                        .post("/v1/parse")
                        .then(),
                400,
                null);
    }

    @Test
    void aBodyOverTheLimitIsAProblem() {
        problem(
                givenLarge()
                        .contentType("image/jpeg")
                        .body(new byte[3 << 20])
                        .post("/v1/parse")
                        .then(),
                413,
                "too-many-bytes");
        problem(
                givenLarge()
                        .multiPart("image", "a.jpg", new byte[3 << 20])
                        .post("/v1/parse")
                        .then(),
                413,
                "too-many-bytes");
    }

    @Test
    void aClientThatSendsEverythingFirstStillGets413() throws Exception {
        byte[] body = new byte[24 << 20]; // more than the sockets between can hold
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/parse HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("too-many-bytes");
        }
    }

    @Test
    void aMalformedAddressIsAProblemAndIsLogged() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        ExtHandler log = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord line) {
                lines.add(line.getFormattedMessage());
            }
        };
        Logger calls = Logger.getLogger("io.limn.calls");
        calls.addHandler(log);
        try {
            for (String address : new String[] {
                "//", "/%", "/\\", "/?%", "*", "/[", "x", "http://", "/v1/jobs/%zz", "/v1/labels?palette=%"
            }) {
                assertThat(raw(address))
                        .as(address)
                        .startsWith("HTTP/1.1 400")
                        .contains(
                                "application/problem+json",
                                "urn:limn:problem:malformed-address",
                                "must start with '/'");
            }
            assertThat(raw("/v2/%"))
                    .startsWith("HTTP/1.1 400")
                    .contains("{\"error\":\"The address in the request line");
        } finally {
            calls.removeHandler(log);
        }
        assertThat(lines).anyMatch(line -> line.startsWith("refused GET /% with 400, from 127.0.0.1, request "));
    }

    @ParameterizedTest
    @CsvSource({
        "400,is not an HTTP/1.1 request,BREW",
        "400,is not an HTTP/1.1 request,GET / HTTP/1.1\\nbad header",
        "400,is not an HTTP/1.1 request,\u0016\u0003\u0001TLS",
        "414,request line is longer,GET /LONG HTTP/1.1",
        "431,headers are longer,GET / HTTP/1.1\\nX: LONG"
    })
    void anythingButHttpIsAProblemAndEndsTheConnection(int status, String why, String head) throws IOException {
        String sent = head.replace("\\n", "\r\n").replace("LONG", "x".repeat(40_000)) + "\r\n\r\n";
        assertThat(said(sent + "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] " + status + " .*")
                .contains("application/problem+json", "urn:limn:problem:malformed-head", why)
                .containsIgnoringCase("x-request-id: ")
                .doesNotContain(" 200 OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked\r\nContent-Length: 5",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked, xchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Host: other"
            })
    void anAmbiguousRequestHeadIsRefusedAndEndsTheConnection(String headers) throws IOException {
        assertThat(said("POST /v1/labels HTTP/1.1\r\nHost: localhost\r\n" + headers
                        + "\r\n\r\n0\r\n\r\nGET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 400 .*")
                .contains("urn:limn:problem:malformed-head")
                .doesNotContain(" 200 OK");
    }

    /** Word for word, which HTTP clients don't send. */
    private static String raw(String address) throws IOException {
        return said("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** All that is answered until the connection ends. */
    private static String said(String sent) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRejectedFrameAnswersWithItsOwnProblem() {
        queue.play(Scripts.rejects(
                new Problem("urn:limn:problem:not-an-image", "Not an image", 415, "It is a zip archive.")));
        problem(
                        given().multiPart("image", "a.jpg", new byte[3])
                                .post("/predict")
                                .then(),
                        415,
                        "not-an-image")
                .body("detail", equalTo("It is a zip archive."));
    }

    @Test
    void aFullQueueAnswersWithRetryAfter() {
        queue.play(Scripts.fails(new QueueFullException(16, Duration.ofMillis(6500))));
        problem(
                        given().multiPart("image", "a.jpg", new byte[3])
                                .post("/predict")
                                .then(),
                        429,
                        "busy")
                .header("Retry-After", equalTo("7"));
    }

    @Test
    void aServerFailureSaysWhenToTryAgainAndNoInternals() {
        queue.play(Scripts.fails(new FrameFailedException("OrtException in session 7", null)));
        inside(given().multiPart("image", "a.jpg", new byte[3]).post("/predict").then(), 503);
        queue.play(Scripts.fails(new StoreException(StoreException.Kind.UNAVAILABLE, "S3Exception: down", null)));
        inside(given().multiPart("image", "a.jpg", new byte[3]).post("/predict").then(), 503);
        queue.play(Scripts.fails(new IllegalStateException("java.lang.Something at Foo.java:7")));
        problem(
                        given().multiPart("image", "a.jpg", new byte[3])
                                .post("/predict")
                                .then(),
                        500,
                        null)
                .body(not(containsString("java")));
    }

    @Test
    void workThatTakesTooLongEndsWithAProblem() {
        queue.play((request, progress, admission) -> Uni.createFrom().nothing());
        problem(
                given().multiPart("image", "a.jpg", new byte[3])
                        .post("/predict")
                        .then(),
                504,
                "timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/uploads", "/v1/events", "/v2/models/limn/infer"})
    void invalidOrEndlesslyNestedJsonIsAProblem(String address) {
        for (String body : new String[] {
            "{", "[", "7", "\"text\"", "{\"name\":", "{\"a\":".repeat(5000), "[".repeat(5000), "{\"name\":[]}"
        }) {
            LargeCalls.givenLarge()
                    .contentType("application/json")
                    .body(body)
                    .post(address)
                    .then()
                    .statusCode(allOf(greaterThanOrEqualTo(400), lessThan(500)))
                    .body(containsString(address.startsWith("/v2") ? "error" : "\"detail\":\""));
        }
    }

    private static void inside(ValidatableResponse response, int status) {
        problem(response, status, null).body(not(containsString("Exception")));
        response.header("Retry-After", Integer::parseInt, greaterThanOrEqualTo(1));
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String type) {
        response.statusCode(status).contentType("application/problem+json").body("status", equalTo(status));
        return type == null ? response : response.body("type", equalTo("urn:limn:problem:" + type));
    }
}

package io.limn.http.inference;

import static io.limn.http.LargeCalls.givenLarge;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.limn.http.Scripted;
import io.limn.http.ScriptedQueue;
import io.limn.http.Scripts;
import io.limn.problem.FrameFailedException;
import io.limn.problem.QueueFullException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Open Inference Protocol answers where it can't answer tensors. */
@QuarkusTest
@TestProfile(Scripted.class)
class InferenceProblemsTest {
    private static final String MODEL = "/v2/models/scripted";
    private static final byte[] FOUR = {4, 0, 0, 0, 1, 2, 3, 4};

    @Inject
    ScriptedQueue queue;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    @Test
    void aRequestOfManyTinyValuesIsRefusedBeforeItFillsTheMemory() {
        String many = "{},".repeat(200_000) + "{}";
        String input = "{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"AA==\"]}";
        for (String request : new String[] {
            "{\"inputs\":[" + input + "],\"parameters\":{\"x\":[" + many + "]}}",
            "{\"inputs\":[" + many + "]}",
            "{\"inputs\":[" + input + "],\"outputs\":[" + many + "]}"
        }) {
            error(
                    givenLarge().contentType("application/json").body(request).post(MODEL + "/infer"),
                    400,
                    "more than 100000 values");
        }
        assertThat(queue.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {                                                                                | not a JSON inference request
                    null                                                                             | not a JSON inference request
                    {"id":5,"inputs":[]}                                                             | id: it must be a text
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":["1"],"data":["AA=="]}]}   | inputs[0].shape[0]: it must be an integer
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1.5],"data":["AA=="]}]}   | inputs[0].shape[0]: it must be an integer
                    {"inputs":"image"}                                                               | inputs: it must be a list
                    {}                                                                               | one input, 'image'
                    {"inputs":[]}                                                                    | one input, 'image'
                    {"inputs":[null]}                                                                | one input, 'image'
                    {"inputs":[{"name":"x"}]}                                                        | one input, 'image'
                    {"inputs":[{"name":"image","datatype":"UINT8","shape":[1],"data":["AA=="]}]}     | takes BYTES
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[2],"data":["AA==","AA=="]}]} | one picture
                    {"inputs":[{"name":"image","datatype":"BYTES","data":["AA=="]}]}                 | one picture
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["AA==","AA=="]}]} | one element
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":[]}]}           | one element
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["*"]}]}        | base64
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["AA"]}]}       | base64
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":[1,2]}]}        | base64
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":"AA=="}]}       | base64
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":[["AA=="]}]}    | not a JSON inference request
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1]}]}                     | neither 'data' nor
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"parameters":{"binary_data_size":8}}]} | Inference-Header
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"parameters":{"shared_memory_region":"r"}}]} | Shared memory
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["AA=="]}],"outputs":[{"name":"x"}]} | no output 'x'
                    {"inputs":[{"name":"image","datatype":"BYTES","shape":[1],"data":["AA=="]}],"outputs":[{"name":"labels","parameters":{"classification":2}}]} | classification
                    """)
    void anInvalidRequestIsRefusedWithItsReason(String request, String reason) {
        error(given().contentType("application/json").body(request).post(MODEL + "/infer"), 400, reason);
        assertThat(queue.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7, 8 bytes follow", "9, 8 bytes follow", "-8, 8 bytes follow"})
    void binaryDataThatIsNotAsLongAsAnnouncedIsRefused(int size, String reason) {
        error(Client.binary(MODEL + "/infer", request(size), FOUR), 400, reason);
    }

    @Test
    void binaryDataThatIsNotOneElementIsRefused() {
        byte[] longer = FOUR.clone();
        longer[0] = 5;
        error(Client.binary(MODEL + "/infer", request(8), longer), 400, "one element");
        longer[3] = (byte) 0xFF;
        error(Client.binary(MODEL + "/infer", request(8), longer), 400, "one element");
        error(Client.binary(MODEL + "/infer", request(2), new byte[2]), 400, "one element");
    }

    @ParameterizedTest
    @CsvSource({"99999", "-1", "x", "99999999999"})
    void anImpossibleJsonLengthIsRefused(String length) {
        error(
                given().contentType("application/octet-stream")
                        .header("Inference-Header-Content-Length", length)
                        .body(new byte[10])
                        .post(MODEL + "/infer"),
                400,
                "Inference-Header-Content-Length");
    }

    @Test
    void aModelThatIsNotThereIsNotFound() {
        error(given().get("/v2/models/other"), 404, "scripted 1");
        error(given().get("/v2/models/other/ready"), 404, "no model 'other'");
        error(given().get(MODEL + "/versions/2"), 404, "version '2'");
        error(given().body("{}").post("/v2/models/other/infer"), 404, "no model 'other'");
    }

    @Test
    void failuresBeforeAnyResourceHaveTheProtocolsShapeToo() {
        error(given().get("/v2/nowhere"), 404, "does not exist");
        error(given().get(MODEL + "/infer"), 405, "method");
        error(
                givenLarge()
                        .contentType("application/json")
                        .body(new byte[3 << 20])
                        .post(MODEL + "/infer"),
                413,
                "larger");
        error(
                given().config(io.restassured.RestAssured.config())
                        .header("Content-Encoding", "gzip")
                        .contentType("application/json")
                        .body(new byte[10])
                        .post(MODEL + "/infer"),
                415,
                "without Content-Encoding");
    }

    @Test
    void aFullQueueAnswersWithRetryAfter() {
        queue.play(Scripts.fails(new QueueFullException(16, Duration.ofMillis(6500))));
        error(sound(), 429, "waiting").header("Retry-After", equalTo("7"));
    }

    @Test
    void internalFailuresAreReportedWithoutInternals() {
        queue.play(Scripts.fails(new FrameFailedException("OrtException in session 7", null)));
        assertThat(error(sound(), 503, "Try again").extract().asString()).doesNotContain("Ort");
        queue.play((job, progress, admission) -> Uni.createFrom().nothing());
        error(sound(), 504, "not ready within");
    }

    private static Response sound() {
        return Client.binary(MODEL + "/infer", request(8), FOUR);
    }

    private static String request(int size) {
        return "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":"
                + size + "}}]}";
    }

    private static ValidatableResponse error(Response response, int status, String reason) {
        ValidatableResponse checked = response.then().statusCode(status).contentType("application/json");
        assertThat(Protocol.read("error", response.asByteArray()).path("error").asText())
                .contains(reason);
        return checked;
    }
}

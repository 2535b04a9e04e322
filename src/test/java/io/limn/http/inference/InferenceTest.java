package io.limn.http.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.limn.http.Drawn;
import io.limn.http.Whole;
import io.limn.http.inference.Client.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The Open Inference Protocol before the real queue, decoder and network. */
@QuarkusTest
@TestProfile(Whole.class)
class InferenceTest {
    private static final byte[] PICTURE = Drawn.picture(320, 240);

    @TestHTTPResource
    URI root;

    @Test
    void serverAndModelDescribeThemselvesAsTheProtocolSays() {
        assertThat(get("live", "/v2/health/live").path("live").asBoolean()).isTrue();
        assertThat(get("live", "/v2/health/ready").path("ready").asBoolean()).isTrue();
        assertThat(get("server_metadata", "/v2").path("extensions").toString()).isEqualTo("[\"binary_tensor_data\"]");
        assertThat(get("server_metadata", "/v2/")).isEqualTo(get("server_metadata", "/v2"));
        JsonNode model = get("model_metadata", Client.MODEL);
        assertThat(model.at("/inputs/0").toString())
                .isEqualTo("{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1]}");
        assertThat(model.path("outputs"))
                .extracting(output -> output.path("name").asText())
                .containsExactly("labels", "persons", "boxes", "scores", "keypoints");
        assertThat(get("model_metadata", Client.MODEL + "/versions/1")).isEqualTo(model);
        for (String path : List.of(Client.MODEL + "/ready", Client.MODEL + "/versions/1/ready")) {
            JsonNode ready = get("model_ready", path);
            assertThat(ready.path("name").asText()).isEqualTo("tiny");
            assertThat(ready.path("ready").asBoolean()).isTrue();
        }
    }

    @Test
    void labelsInBinaryAreByteForByteThoseOfParse() throws IOException {
        Answer answer = Answer.of(Client.binary(
                Client.MODEL + "/infer",
                PICTURE,
                ",\"id\":\"7\",\"outputs\":[{\"name\":\"labels\",\"parameters\":{\"binary_data\":true}},"
                        + "{\"name\":\"persons\",\"parameters\":{\"binary_data\":true}}]"));
        assertThat(answer.json().path("model_name").asText()).isEqualTo("tiny");
        assertThat(answer.json().path("model_version").asText()).isEqualTo("1");
        assertThat(answer.json().path("id").asText()).isEqualTo("7");
        assertThat(answer.output("labels").path("shape").toString()).isEqualTo("[240,320]");
        assertThat(answer.output("labels").path("datatype").asText()).isEqualTo("UINT8");
        assertThat(answer.data("labels").array()).isEqualTo(parsed("labels")).contains(1, 2);
        assertThat(answer.data("persons").array()).isEqualTo(parsed("persons")).contains(1);
    }

    @Test
    void labelsInJsonAreTheSameNumbers() throws IOException {
        byte[] expected = parsed("labels");
        String request = Client.json(PICTURE, ",\"outputs\":[{\"name\":\"labels\"}]");
        Answer answer = Answer.of(
                given().contentType("application/json").body(request).post(Client.MODEL + "/versions/1/infer"));
        assertThat(answer.json().has("id")).isFalse();
        JsonNode data = answer.output("labels").path("data");
        byte[] ids = new byte[data.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (byte) data.get(i).asInt();
        }
        assertThat(ids).isEqualTo(expected);
    }

    @Test
    void everyOutputIsGivenWhenNoneIsPicked() {
        Answer json = Answer.of(given().contentType("application/json")
                .body(Client.json(PICTURE, ""))
                .post(Client.MODEL + "/infer"));
        Answer binary = Answer.of(
                Client.binary(Client.MODEL + "/infer", PICTURE, ",\"parameters\":{\"binary_data_output\":true}"));
        JsonNode manifest = given().contentType("image/png")
                .body(PICTURE)
                .post("/v1/parse?output=json")
                .as(JsonNode.class);
        JsonNode person = manifest.at("/persons/0");
        assertThat(person.path("pixels").asLong()).isPositive();
        assertThat(json.json().path("outputs"))
                .extracting(output -> output.path("name").asText())
                .containsExactly("labels", "persons", "boxes", "scores", "keypoints");
        ByteBuffer boxes = binary.data("boxes");
        List<Integer> box = new ArrayList<>();
        for (String side : List.of("left", "top", "width", "height")) {
            box.add(boxes.getInt());
            assertThat(box.get(box.size() - 1))
                    .isEqualTo(person.path("box").path(side).asInt());
        }
        assertThat(json.output("boxes").path("data"))
                .extracting(JsonNode::asInt)
                .containsExactlyElementsOf(box);
        assertThat(binary.data("scores").getFloat())
                .isEqualTo((float) person.path("score").asDouble());
        assertThat(binary.output("keypoints").path("shape").toString()).isEqualTo("[1,17,3]");
        assertThat(binary.data("keypoints").remaining()).isEqualTo(17 * 3 * 4);
        JsonNode nose = person.at("/keypoints/0");
        assertThat(nose.path("name").asText()).isEqualTo("nose");
        ByteBuffer joints = binary.data("keypoints");
        assertThat(joints.getFloat()).isEqualTo((float) nose.path("x").asDouble());
        assertThat(joints.getFloat()).isEqualTo((float) nose.path("y").asDouble());
    }

    @Test
    void anOutputsOwnOptionOverridesTheRequests() {
        Answer answer = Answer.of(Client.binary(
                Client.MODEL + "/infer",
                PICTURE,
                ",\"parameters\":{\"binary_data_output\":true},\"outputs\":[{\"name\":\"scores\","
                        + "\"parameters\":{\"binary_data\":false}},{\"name\":\"boxes\"}]"));
        assertThat(answer.output("scores").path("data")).hasSize(1);
        assertThat(answer.data("boxes").remaining()).isEqualTo(16);
    }

    @Test
    void anEmptyFrameHasTensorsOfNobody() {
        Answer answer = Answer.of(Client.binary(
                Client.MODEL + "/infer",
                Drawn.black(64, 48),
                ",\"outputs\":[{\"name\":\"boxes\",\"parameters\":{\"binary_data\":true}},{\"name\":\"keypoints\"}]"));
        assertThat(answer.output("boxes").path("shape").toString()).isEqualTo("[0,4]");
        assertThat(answer.data("boxes").remaining()).isZero();
        assertThat(answer.output("keypoints").path("data")).isEmpty();
    }

    @Test
    void aClientThatNamesNoMediaTypeIsUnderstood() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(root.resolve(Client.MODEL + "/infer"))
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        Client.json(PICTURE, ",\"outputs\":[{\"name\":\"scores\"}]")))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        Protocol.read("infer_response", answer.body());
    }

    @Test
    void aFrameThatIsNotAPictureIsRefusedInTheProtocolsFormat() {
        byte[] error = Client.binary(Client.MODEL + "/infer", Drawn.zip(), "")
                .then()
                .statusCode(415)
                .contentType("application/json")
                .extract()
                .asByteArray();
        assertThat(Protocol.read("error", error).path("error").asText()).isNotBlank();
    }

    private static JsonNode get(String definition, String path) {
        return Protocol.read(
                definition,
                given().get(path)
                        .then()
                        .statusCode(200)
                        .contentType("application/json")
                        .extract()
                        .asByteArray());
    }

    private static byte[] parsed(String output) throws IOException {
        byte[] png = given().contentType("image/png")
                .body(PICTURE)
                .post("/v1/parse?output=" + output)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        BufferedImage ids = ImageIO.read(new ByteArrayInputStream(png));
        return ((DataBufferByte) ids.getRaster().getDataBuffer()).getData();
    }
}

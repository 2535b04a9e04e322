package io.limn.http.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Builds requests and reads answers as the protocol's clients do. */
final class Client {
    static final String MODEL = "/v2/models/tiny";

    private Client() {}

    /** As KServe's clients send it: everything in JSON, a picture as base64 text. */
    static String json(byte[] picture, String rest) {
        String request = "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\""
                + Base64.getEncoder().encodeToString(picture) + "\"]}]" + rest + "}";
        Protocol.read("infer_request", request.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    /** As Triton's client sends it: JSON, then each element after its length. */
    static Response binary(String path, byte[] picture, String rest) {
        ByteBuffer element = ByteBuffer.allocate(4 + picture.length).order(ByteOrder.LITTLE_ENDIAN);
        element.putInt(picture.length).put(picture);
        String request = "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1],\"datatype\":\"BYTES\","
                + "\"parameters\":{\"binary_data_size\":" + element.capacity() + "}}]" + rest + "}";
        Protocol.read("infer_request", request.getBytes(StandardCharsets.UTF_8));
        return binary(path, request, element.array());
    }

    static Response binary(String path, String request, byte[] data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(request.getBytes(StandardCharsets.UTF_8));
        int jsonLength = body.size();
        body.writeBytes(data);
        return given().contentType("application/octet-stream")
                .header("Inference-Header-Content-Length", jsonLength)
                .body(body.toByteArray())
                .post(path);
    }

    /** An answer taken apart. */
    record Answer(JsonNode json, byte[] rest) {
        static Answer of(Response response) {
            response.then().statusCode(200);
            byte[] body = response.asByteArray();
            String length = response.header("Inference-Header-Content-Length");
            int json = length == null ? body.length : Integer.parseInt(length);
            assertThat(response.contentType())
                    .isEqualTo(length == null ? "application/json" : "application/octet-stream");
            return new Answer(
                    Protocol.read("infer_response", Arrays.copyOf(body, json)),
                    Arrays.copyOfRange(body, json, body.length));
        }

        JsonNode output(String name) {
            for (JsonNode output : json.path("outputs")) {
                if (output.path("name").asText().equals(name)) {
                    return output;
                }
            }
            throw new AssertionError("no output " + name + " in " + json);
        }

        /** The binary data of an output, found as clients find it: by what lies before it. */
        ByteBuffer data(String name) {
            int from = 0;
            for (JsonNode output : json.path("outputs")) {
                int size = output.at("/parameters/binary_data_size").asInt();
                if (output.path("name").asText().equals(name)) {
                    return ByteBuffer.wrap(Arrays.copyOfRange(rest, from, from + size))
                            .order(ByteOrder.LITTLE_ENDIAN);
                }
                from += size;
            }
            throw new AssertionError("no output " + name + " in " + json);
        }
    }
}

package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.limn.problem.Problem;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Locale;

/** The answer to a call of the function URL. */
final class UrlAnswer {
    /** Lambda's limit is 6 MB, and base64 turns three bytes into four. */
    private static final int MOST_BYTES = 4_400_000;

    private final ObjectMapper json;

    UrlAnswer(ObjectMapper json) {
        this.json = json;
    }

    JsonNode of(HttpResponse<byte[]> response) throws IOException {
        if (response.body().length > MOST_BYTES) {
            return problem(
                    502,
                    "answer-too-large",
                    "The answer has " + response.body().length + " bytes and Lambda takes " + MOST_BYTES
                            + "; ask for fewer outputs, or upload the frame to the bucket.");
        }
        ObjectNode answer = answer(response.statusCode(), response.body());
        ArrayNode cookies = answer.putArray("cookies");
        response.headers().map().forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.equals("set-cookie")) {
                values.forEach(cookies::add);
            } else if (!HopByHopHeaders.isOf(name)) {
                answer.withObject("/headers").put(name, String.join(",", values));
            }
        });
        return answer;
    }

    JsonNode problem(int status, String type, String detail) throws IOException {
        ObjectNode answer =
                answer(status, json.writeValueAsBytes(Problem.of(type, "The function failed", status, detail)));
        answer.putObject("headers").put("content-type", "application/problem+json");
        return answer;
    }

    private ObjectNode answer(int status, byte[] body) {
        return json.createObjectNode()
                .put("statusCode", status)
                .put("body", Base64.getEncoder().encodeToString(body))
                .put("isBase64Encoded", true);
    }
}

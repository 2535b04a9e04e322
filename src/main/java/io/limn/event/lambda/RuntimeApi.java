package io.limn.event.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** The Runtime API of AWS Lambda (2018-06-01): fetches invocations and answers them. Blocking; for one thread. */
final class RuntimeApi {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI root;
    private final ObjectMapper json;

    /** @param address host and port, as in {@code AWS_LAMBDA_RUNTIME_API} */
    RuntimeApi(String address, ObjectMapper json) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        this.root = URI.create("http://" + address + "/2018-06-01/runtime/");
        this.json = json;
    }

    /** Waits for an invocation without a timeout: the process may be frozen meanwhile. */
    Invocation next() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(root.resolve("invocation/next")).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new RuntimeApiBrokenException(
                    "The Lambda Runtime API answers " + answer.statusCode() + " to a request for the next call");
        }
        String id = answer.headers()
                .firstValue("Lambda-Runtime-Aws-Request-Id")
                .orElseThrow(() -> new RuntimeApiBrokenException("A call of the Lambda Runtime API has no request id"));
        long deadline = answer.headers()
                .firstValueAsLong("Lambda-Runtime-Deadline-Ms")
                .orElseGet(() -> Instant.now().plus(Duration.ofMinutes(1)).toEpochMilli());
        return new Invocation(id, Instant.ofEpochMilli(deadline), answer.body());
    }

    void answer(Invocation call, JsonNode answer) throws IOException, InterruptedException {
        post("invocation/" + call.id() + "/response", answer, "");
    }

    void fail(Invocation call, Throwable failure) throws IOException, InterruptedException {
        post("invocation/" + call.id() + "/error", json.valueToTree(CallError.of(failure)), CallError.type(failure));
    }

    /** Reports that the process can't start. */
    void failStart(Throwable failure) throws IOException, InterruptedException {
        post("init/error", json.valueToTree(CallError.of(failure)), CallError.type(failure));
    }

    private void post(String path, JsonNode body, String errorType) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(body)));
        if (!errorType.isEmpty()) {
            request.header("Lambda-Runtime-Function-Error-Type", errorType);
        }
        int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
        // 4xx concerns this one answer (too large, too late); the next invocation may succeed.
        if (status >= 500) {
            throw new RuntimeApiBrokenException("The Lambda Runtime API answers " + status + " to " + path);
        }
    }

    private byte[] bytes(JsonNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a JSON form", e);
        }
    }
}

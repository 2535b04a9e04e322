package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An HTTP call through the function's URL or an HTTP API (payload 2.0), made again to this process's own HTTP server: there is one
 * HTTP interface, and it answers this.
 */
final class FunctionUrl implements LambdaCall {
    private static final Duration RESERVE = Duration.ofSeconds(1);
    /** Lambda takes answers of 6 MB, and base64 makes four bytes of three. */
    private static final int MOST_BYTES = 4_400_000;
    /** These are of the connection, not of the call; the client sets its own. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "transfer-encoding",
            "upgrade",
            "x-forwarded-for",
            "forwarded",
            ":status");

    private final Supplier<URI> server;
    private final ObjectMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param server where this process's HTTP answers, once it does */
    FunctionUrl(Supplier<URI> server, ObjectMapper json) {
        this.server = server;
        this.json = json;
    }

    @Override
    public boolean takes(JsonNode event) {
        return event.path("requestContext").has("http");
    }

    @Override
    public JsonNode answer(JsonNode event, Instant deadline) throws IOException, InterruptedException {
        try {
            HttpResponse<byte[]> response =
                    http.send(request(event, deadline), HttpResponse.BodyHandlers.ofByteArray());
            return response.body().length > MOST_BYTES
                    ? problem(
                            502,
                            "answer-too-large",
                            "The answer has " + response.body().length + " bytes and Lambda takes " + MOST_BYTES
                                    + "; ask for fewer outputs, or upload the frame to the bucket.")
                    : answered(response);
        } catch (HttpTimeoutException e) {
            return problem(
                    504, "timeout", "The call took longer than the function may; upload the frame to the bucket.");
        }
    }

    private HttpRequest request(JsonNode event, Instant deadline) {
        JsonNode call = event.path("requestContext").path("http");
        String query = event.path("rawQueryString").asText();
        URI target = URI.create(server.get().resolve("/").toString().replaceAll("/$", "")
                + event.path("rawPath").asText("/")
                + (query.isEmpty() ? "" : "?" + query));
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(LambdaTime.until(deadline, RESERVE))
                .method(call.path("method").asText("GET"), HttpRequest.BodyPublishers.ofByteArray(body(event)))
                // Nobody comes to a function's URL from this machine.
                .header("X-Forwarded-For", call.path("sourceIp").asText("unknown"));
        event.path("headers").properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name)) {
                request.header(name, header.getValue().asText());
            }
        });
        if (event.path("cookies").size() > 0) {
            List<String> cookies = new ArrayList<>();
            event.get("cookies").forEach(cookie -> cookies.add(cookie.asText()));
            request.header("Cookie", String.join("; ", cookies));
        }
        return request.build();
    }

    private static byte[] body(JsonNode event) {
        String body = event.path("body").asText("");
        return event.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode answered(HttpResponse<byte[]> response) {
        ObjectNode answer = json.createObjectNode();
        answer.put("statusCode", response.statusCode());
        ObjectNode headers = answer.putObject("headers");
        ArrayNode cookies = answer.putArray("cookies");
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("set-cookie")) {
                header.getValue().forEach(cookies::add);
            } else if (!OF_THE_CONNECTION.contains(name)) {
                headers.put(name, String.join(",", header.getValue()));
            }
        }
        answer.put("body", Base64.getEncoder().encodeToString(response.body()));
        answer.put("isBase64Encoded", true);
        return answer;
    }

    private JsonNode problem(int status, String type, String detail) throws IOException {
        ObjectNode problem = json.createObjectNode();
        problem.put("type", "urn:limn:problem:" + type);
        problem.put("title", "The function could not answer");
        problem.put("status", status);
        problem.put("detail", detail);
        ObjectNode answer = json.createObjectNode();
        answer.put("statusCode", status);
        answer.putObject("headers").put("content-type", "application/problem+json");
        answer.put("body", json.writeValueAsString(problem));
        answer.put("isBase64Encoded", false);
        return answer;
    }
}

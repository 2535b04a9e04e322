package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** An HTTP call through the function's URL or an HTTP API (payload 2.0), forwarded to this process's own HTTP server. */
final class FunctionUrl implements LambdaCall {
    private static final Duration RESERVE = Duration.ofSeconds(1);

    private final Supplier<URI> server;
    private final UrlAnswer answers;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param server the address of this process's HTTP server */
    FunctionUrl(Supplier<URI> server, ObjectMapper json) {
        this.server = server;
        this.answers = new UrlAnswer(json);
    }

    @Override
    public boolean takes(JsonNode event) {
        return event.path("requestContext").has("http");
    }

    @Override
    public JsonNode answer(JsonNode event, Instant deadline) throws IOException, InterruptedException {
        try {
            return answers.of(http.send(
                    UrlRequest.of(server.get(), event, LambdaTime.until(deadline, RESERVE)),
                    BodyHandlers.ofByteArray()));
        } catch (IllegalArgumentException e) {
            return answers.problem(400, "malformed-call", "The call's path, method, headers or body can't be read.");
        } catch (HttpTimeoutException e) {
            return answers.problem(
                    504,
                    "timeout",
                    "The call took longer than the function's timeout; upload the picture to the bucket instead.");
        }
    }
}

package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets stay out of the log, whatever goes wrong. */
@Tag("process")
class SecretsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ACCESS = "ACCESSKEYOFTHETEST";
    private static final String STORE_SECRET = "the-stores-own-secret-key";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path home;

    @Test
    void aKeyMadeByTheCommandIsAcceptedAndNothingSecretIsLogged() throws Exception {
        String made = output("key", "studio");
        String key = made.lines()
                .filter(line -> line.startsWith("  limn_"))
                .findFirst()
                .orElseThrow()
                .strip();
        String[] line = made.lines()
                .filter(l -> l.startsWith("  limn.http.api-keys"))
                .findFirst()
                .orElseThrow()
                .strip()
                .split("=", 2);
        try (LimnProcess limn = LimnProcess.start(
                home,
                Map.of(
                        line[0],
                        line[1],
                        "limn.store.embedded",
                        "true",
                        "limn.store.embedded-port",
                        "0",
                        "limn.store.access-key",
                        ACCESS,
                        "limn.store.secret-key",
                        STORE_SECRET,
                        "quarkus.log.category.\"io.limn\".level",
                        "DEBUG",
                        "quarkus.http.port",
                        "0"),
                "serve")) {
            String http = "http://127.0.0.1:"
                    + limn.await("Listening on: http://[^:]+:(\\d+)", LIMIT).group(1);
            assertThat(call(http + "/v1/labels", "limn_wrong-and-secret", "")).isEqualTo(401);
            assertThat(call(http + "/v1/labels", key, "")).isEqualTo(200);
            assertThat(call(http + "/v1/parse", key, "no picture")).isEqualTo(415);
            assertThat(call(http + "/v2/models/limn/infer", key, "{")).isEqualTo(400);
            assertThat(call(http + "/v1/uploads", key, "{\"name\":7")).isEqualTo(400);
            assertThat(call(
                            http + "/v1/uploads",
                            key,
                            "{\"name\":\"a.jpg\",\"contentType\":\"image/jpeg\",\"size\":9}"))
                    .isEqualTo(201);
            assertThat(call(http + "/v1/nowhere?key=" + key, key, "")).isEqualTo(404);
            limn.terminate();
            limn.exitCode(LIMIT);
            assertThat(limn.output())
                    .contains(ACCESS)
                    .doesNotContain(key, STORE_SECRET, "limn_wrong-and-secret", line[1], "X-Amz-Signature");
        }
    }

    @Test
    void aPlainTextKeyInTheConfigurationStopsTheStartAndIsNotPrinted() throws Exception {
        try (LimnProcess limn = LimnProcess.start(
                home,
                Map.of(
                        "limn.http.api-keys.\"studio\"", "a-key-in-clear",
                        "limn.store.embedded-port", "0",
                        "quarkus.http.port", "0"),
                "serve")) {
            assertThat(limn.exitCode(LIMIT)).isNotZero();
            assertThat(limn.output())
                    .contains("limn.http.api-keys.\"studio\"", "limn key studio")
                    .doesNotContain("a-key-in-clear");
        }
    }

    private String output(String... command) throws IOException, InterruptedException {
        try (LimnProcess limn = LimnProcess.start(home, Map.of(), command)) {
            assertThat(limn.exitCode(LIMIT)).as(limn.output()).isZero();
            return limn.output();
        }
    }

    private static int call(String url, String key, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + key);
        if (!body.isEmpty()) {
            request.header("Content-Type", body.startsWith("{") ? "application/json" : "image/jpeg")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}

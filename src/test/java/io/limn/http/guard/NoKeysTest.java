package io.limn.http.guard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import io.limn.http.TightLimits;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The door without keys, but with a limit for each address. */
@QuarkusTest
@TestProfile(TightLimits.class)
class NoKeysTest {
    private static final int RATE = TightLimits.ADDRESS_RATE;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void anAddressIsLimitedWhateverItSendsAndOthersAreNot() {
        assertThat(allowed(i -> "192.0.2.1")).isBetween(RATE, 3 * RATE - 1);
        assertThat(status("192.0.2.2")).isEqualTo(200);
        given().header("X-Forwarded-For", "192.0.2.1")
                .get("/q/health/live")
                .then()
                .statusCode(200);
    }

    @Test
    void unreadableAddressesShareOneLimit() throws IOException {
        String one = "GET // HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.66\r\n";
        StringBuilder answers = new StringBuilder();
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(((one + "\r\n").repeat(3 * RATE) + one + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            answers.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(answers.toString().split("HTTP/1.1 400")).hasSizeBetween(RATE, 2 * RATE);
        assertThat(answers).contains("HTTP/1.1 429", "too-many-calls");
    }

    @Test
    void theAddressThatTheProxySawCounts() {
        assertThat(allowed(i -> "9.9." + i / 256 + "." + i % 256 + ", 192.0.2.77"))
                .isBetween(RATE, 3 * RATE - 1);
        assertThat(allowed(i -> "192.0.2.77")).as("what came back meanwhile").isLessThan(RATE);
    }

    @Test
    void otherOriginsAreRefused() {
        given().header("X-Forwarded-For", "192.0.2.9")
                .header("Origin", "https://elsewhere.example")
                .get("/v1/labels")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    /** @return the calls before the first that was too many; the rate comes back evenly while they are made */
    private static int allowed(IntFunction<String> forwardedFor) {
        return (int) IntStream.range(0, 3 * RATE)
                .takeWhile(i -> {
                    int status = status(forwardedFor.apply(i));
                    assertThat(status).isIn(200, 429);
                    return status == 200;
                })
                .count();
    }

    /** Not by REST Assured, which takes ten times as long for a call: there are hundreds. */
    private static int status(String forwardedFor) {
        HttpRequest call = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/v1/labels"))
                .header("X-Forwarded-For", forwardedFor)
                .header("X-API-Key", "any")
                .build();
        try {
            return HTTP.send(call, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

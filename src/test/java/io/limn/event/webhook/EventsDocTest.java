package io.limn.event.webhook;

import static io.limn.http.LargeCalls.givenLarge;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.http.Whole;
import io.limn.result.BucketSink;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/events.md says of {@code /v1/events}, done at the running service. */
@QuarkusTest
@TestProfile(Whole.class)
class EventsDocTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String KEY = "shot/plate 1.png";

    @Inject
    ObjectStore store;

    @Inject
    StoreConfig buckets;

    @TestHTTPResource
    URI root;

    private BucketSink results;

    @BeforeEach
    void upload() throws IOException {
        results = new BucketSink(store, buckets.results());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "png", png);
        store.upload(buckets.uploads(), KEY, png.toByteArray(), "image/png", Map.of())
                .await()
                .atMost(LIMIT);
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/events.md")));
        List<String> found = new ArrayList<>();
        while (block.find()) {
            found.add(block.group(1));
        }
        return found;
    }

    private static ValidatableResponse report(String event) {
        return givenLarge()
                .contentType("application/json")
                .body(event)
                .post("/v1/events")
                .then();
    }

    @Test
    void everyShapeOfTheExamplesBringsTheFrame() throws IOException {
        List<String> events = blocks("json");
        assertThat(events).hasSize(7);
        for (String event : events) {
            ValidatableResponse answer = report(event).statusCode(200);
            if (event.contains("TestEvent")) {
                answer.body("frames", Matchers.empty()).body("note", Matchers.containsString("test event"));
            } else {
                answer.body("frames.key", Matchers.contains(KEY))
                        .body(
                                "frames.outcome",
                                Matchers.everyItem(Matchers.is(Matchers.oneOf("parsed", "already-done"))));
            }
        }
        assertThat(results.committed(ResultKeys.of(KEY).manifest()).await().atMost(LIMIT))
                .isPresent();
    }

    @Test
    void theCommandsOfTheExamplesDoWhatTheySay() throws Exception {
        for (String command : blocks("sh")) {
            Process bash = new ProcessBuilder(
                            "bash", "-euc", command.replace("localhost:8080", root.getHost() + ":" + root.getPort()))
                    .redirectErrorStream(true)
                    .start();
            String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(out).contains("\"key\":\"" + KEY + "\"");
        }
    }

    @Test
    void refusalsAreProblems() {
        report("{\"hello\":1}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", Matchers.containsString("shapes"));
        report(" ".repeat(1 << 20) + "{}").statusCode(413).contentType("application/problem+json");
        report(
                        "{\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":\"other\"},\"object\":{\"key\":\"a\"}}}")
                .statusCode(422)
                .body("detail", Matchers.containsString("'other'"));
        given().header("X-Forwarded-For", "198.51.100.7")
                .body("{}")
                .post("/v1/events")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void cloudEventHeadersAreDecodedByTheHttpBinding() {
        given().header("ce-specversion", "1.0")
                .header("ce-type", "com.amazonaws.s3.ObjectCreated:Put")
                .header("ce-source", "aws:s3.us-east-1.uploads")
                .header("ce-subject", "shot/plate%2520" + "1.png")
                .post("/v1/events")
                .then()
                .statusCode(200)
                .body("frames.key", Matchers.contains(KEY));
    }
}

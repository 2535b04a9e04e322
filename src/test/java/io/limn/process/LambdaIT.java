package io.limn.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.limn.event.sqs.Notifications;
import io.limn.model.TinyModel;
import io.limn.result.BucketSink;
import io.limn.result.ResultKeys;
import io.limn.store.EmbeddedS3;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfigs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limn lambda} as Lambda runs it: the packaged program beside a Runtime API that is the test's. */
@Tag("process")
class LambdaIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    private final BlockingQueue<byte[]> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private HttpServer api;
    private EmbeddedS3 s3;
    private ObjectStore store;

    private record Answer(String path, String errorType, JsonNode body) {}

    @BeforeEach
    void start() throws IOException {
        TinyModel.write(home.resolve("models"));
        s3 = EmbeddedS3.start(StoreConfigs.embedded(home.resolve("store")));
        store = s3.client();
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(Executors.newCachedThreadPool());
        api.createContext("/2018-06-01/runtime/", this::serve);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
        store.close();
        s3.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/2018-06-01/runtime/".length());
        if (path.equals("invocation/next")) {
            try {
                byte[] event = calls.take();
                exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "call-1");
                exchange.getResponseHeaders()
                        .add(
                                "Lambda-Runtime-Deadline-Ms",
                                String.valueOf(Instant.now().plus(LIMIT).toEpochMilli()));
                exchange.sendResponseHeaders(200, event.length);
                exchange.getResponseBody().write(event);
                exchange.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        String type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        answers.add(
                new Answer(path, type, JSON.readTree(exchange.getRequestBody().readAllBytes())));
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    private LimnProcess lambda(String... properties) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "limn.model.name", "tiny",
                "limn.model.directory", home.resolve("models").toString(),
                "quarkus.http.port", "0"));
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        String address = "127.0.0.1:" + api.getAddress().getPort();
        return LimnProcess.start(home, Map.of("AWS_LAMBDA_RUNTIME_API", address), all, "lambda");
    }

    private LimnProcess lambdaWithStore() throws IOException {
        return lambda(
                "limn.event.secret", "a secret of the test",
                "limn.store.endpoint", s3.endpoint().toString(),
                "limn.store.access-key", s3.accessKey(),
                "limn.store.secret-key", s3.secretKey());
    }

    private Answer call(JsonNode event) throws Exception {
        calls.add(JSON.writeValueAsBytes(event));
        Answer answer = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer).as("an answer to " + event).isNotNull();
        return answer;
    }

    private static ObjectNode message(String id, String body) {
        ObjectNode message = JSON.createObjectNode()
                .put("messageId", id)
                .put("eventSource", "aws:sqs")
                .put("body", body);
        message.putObject("attributes").put("ApproximateReceiveCount", "1");
        return message;
    }

    private static ObjectNode http(String method, String path, String query) {
        ObjectNode event = JSON.createObjectNode()
                .put("version", "2.0")
                .put("rawPath", path)
                .put("rawQueryString", query);
        event.putObject("headers").put("accept", "*/*").put("x-forwarded-for", "198.51.100.7");
        event.putObject("requestContext")
                .putObject("http")
                .put("method", method)
                .put("path", path)
                .put("sourceIp", "198.51.100.7");
        return event.put("isBase64Encoded", false);
    }

    private static byte[] red() throws IOException {
        BufferedImage image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, 1, 1);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private String uploaded(String key, byte[] bytes) {
        return Notifications.created(
                "uploads",
                key,
                store.upload("uploads", key, bytes, "image/png", Map.of())
                        .await()
                        .atMost(LIMIT));
    }

    private boolean isDone(String key) {
        return new BucketSink(store, "results")
                .committed(ResultKeys.of(key).manifest())
                .await()
                .atMost(LIMIT)
                .isPresent();
    }

    @Test
    void everyKindOfCallIsAnsweredAndFailuresAreReported() throws Exception {
        try (LimnProcess limn = lambdaWithStore()) {
            ObjectNode batch = JSON.createObjectNode();
            batch.putArray("Records")
                    .add(message("good", uploaded("batch/a.png", red())))
                    .add(message("poison", "not JSON"))
                    .add(message("foreign", Notifications.created("results", "a.png", "x")))
                    .add(message("test", "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}"))
                    .add(message("no frame", uploaded("batch/b.png", "no picture".getBytes(UTF_8))));
            Answer answer = call(batch);
            assertThat(answer.path()).isEqualTo("invocation/call-1/response");
            assertThat(answer.body().path("batchItemFailures").findValuesAsText("itemIdentifier"))
                    .containsExactlyInAnyOrder("poison", "foreign");
            assertThat(isDone("batch/a.png")).isTrue();
            assertThat(isDone("batch/b.png"))
                    .as("its manifest says why it can't be parsed")
                    .isTrue();

            answer = call(JSON.readTree(uploaded("direct/a.png", red())));
            assertThat(answer.path()).endsWith("/response");
            assertThat(isDone("direct/a.png")).isTrue();

            answer = call(JSON.readTree("{\"hello\":\"world\"}"));
            assertThat(answer.path()).isEqualTo("invocation/call-1/error");
            assertThat(answer.errorType()).isEqualTo("Limn.IllegalArgumentException");
            assertThat(answer.body().path("errorMessage").asText()).contains("none of the known shapes");

            answer = call(http("GET", "/v1/labels", "palette=voc"));
            assertThat(answer.body().path("statusCode").asInt()).isEqualTo(200);
            assertThat(answer.body().at("/headers/content-type").asText()).startsWith("application/json");
            assertThat(JSON.readTree(bytes(answer)).toString()).contains("left-red");

            ObjectNode parse = http("POST", "/v1/parse", "output=labels");
            parse.withObject("/headers").put("content-type", "image/png");
            parse.put("body", Base64.getEncoder().encodeToString(red())).put("isBase64Encoded", true);
            answer = call(parse);
            assertThat(answer.body().path("statusCode").asInt()).isEqualTo(200);
            assertThat(ImageIO.read(new ByteArrayInputStream(bytes(answer))).getWidth())
                    .isEqualTo(32);

            ObjectNode stranger = http("POST", "/v1/events", "");
            stranger.put("body", uploaded("stranger/a.png", red()));
            assertThat(call(stranger).body().path("statusCode").asInt()).isEqualTo(401);
            stranger.withObject("/headers").put("authorization", "Bearer a secret of the test");
            assertThat(call(stranger).body().path("statusCode").asInt()).isEqualTo(200);
            assertThat(isDone("stranger/a.png")).isTrue();
            assertThat(limn.isAlive()).isTrue();
        }
    }

    private static byte[] bytes(Answer answer) {
        assertThat(answer.body().path("isBase64Encoded").asBoolean()).isTrue();
        return Base64.getDecoder().decode(answer.body().path("body").asText());
    }

    @Test
    void aStoreThatDiesWithTheInstanceIsRefusedAtStart() throws Exception {
        try (LimnProcess limn = lambda()) {
            Answer answer = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer).isNotNull();
            assertThat(answer.path()).isEqualTo("init/error");
            assertThat(answer.body().path("errorMessage").asText()).contains("limn.store.embedded=false");
            assertThat(limn.exitCode(LIMIT)).isEqualTo(1);
        }
    }
}

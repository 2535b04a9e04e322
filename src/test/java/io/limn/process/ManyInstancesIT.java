package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.store.EmbeddedS3;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfigs;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes over one store, as behind a load balancer: any answers for any job, and one may die. */
@Tag("process")
class ManyInstancesIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path home;

    private static EmbeddedS3 server;
    private static ObjectStore store;
    private static Instance one;
    private static Instance two;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private record Instance(LimnProcess process, URI root) implements AutoCloseable {
        static Instance start(Path folder, EmbeddedS3 server) throws Exception {
            LimnProcess process = LimnProcess.start(
                    Files.createDirectories(folder),
                    Map.of(
                            "limn.store.endpoint",
                            server.endpoint().toString(),
                            "limn.store.access-key",
                            server.accessKey(),
                            "limn.store.secret-key",
                            server.secretKey(),
                            "limn.event.catch-up-every",
                            "1s",
                            "limn.model.threads",
                            "1",
                            // Frames take their time, so that a job is under way for longer than a call takes.
                            "limn.model.pixels",
                            "1M",
                            "quarkus.http.port",
                            "0"),
                    "serve");
            return new Instance(
                    process,
                    URI.create(process.await("Listening on: (http://\\S+)", LIMIT)
                            .group(1)
                            .replace("0.0.0.0", "127.0.0.1")));
        }

        @Override
        public void close() {
            process.close();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedS3.start(StoreConfigs.embedded(home.resolve("data")));
        store = server.client();
        one = Instance.start(home.resolve("one"), server);
        two = Instance.start(home.resolve("two"), server);
    }

    @AfterAll
    static void stop() {
        for (Instance instance : new Instance[] {one, two}) {
            if (instance != null) {
                instance.close();
            }
        }
        store.close();
        server.close();
    }

    @Test
    void anyInstanceAnswersForAnyJob() throws Exception {
        JsonNode job = open(one, "?output=labels,persons&palette=voc", 3);
        String self = job.at("/links/self").asText();
        for (Instance instance : List.of(two, one, two)) {
            HttpResponse<String> status = get(instance, self);
            assertThat(status.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(status.body()).path("frames")).hasSize(3);
        }
        JsonNode done = lastEvent(two, self);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(untimed(lastEvent(one, self))).isEqualTo(untimed(done));
        JsonNode outputs = done.at("/frames/2/outputs");
        assertThat(outputs.findValuesAsText("output")).containsExactly("labels", "persons", "json");
        for (JsonNode output : outputs) {
            if (output.path("output").asText().equals("json")) {
                continue;
            }
            byte[] here = bytes(one, output.path("href").asText());
            assertThat(bytes(two, output.path("href").asText()))
                    .isEqualTo(here)
                    .hasSize(output.path("size").asInt());
        }
        assertThat(call(two, "DELETE", self).statusCode()).isEqualTo(204);
        assertThat(get(one, self).statusCode()).isEqualTo(404);
        assertThat(get(one, self + "/events").statusCode()).isEqualTo(404);
        assertThat(call(one, "DELETE", self).statusCode()).isEqualTo(404);
        assertThat(keys("uploads", job)).isEmpty();
    }

    @Test
    void aListenerOfAnotherProcessLearnsThatAJobWasCancelled() throws Exception {
        JsonNode job = open(one, "", 30);
        String self = job.at("/links/self").asText();
        HttpResponse<Stream<String>> events = events(two, self);
        try (var lines = events.body()) {
            var line = lines.iterator();
            assertThat(next(line, "state").path("id")).isEqualTo(job.path("id"));
            assertThat(call(one, "DELETE", self).statusCode()).isEqualTo(204);
            assertThat(next(line, "done").path("state").asText()).isEqualTo("cancelled");
        }
        assertThat(keys("uploads", job)).isEmpty();
    }

    @Test
    void aJobWhoseInstanceIsKilledIsFinishedByTheOthers() throws Exception {
        JsonNode job;
        try (Instance dies = Instance.start(home.resolve("dies"), server)) {
            job = open(dies, "?output=labels", 10);
            dies.process().kill();
        }
        String self = job.at("/links/self").asText();
        JsonNode done = lastEvent(two, self);
        assertThat(done.path("state").asText()).isEqualTo("done");
        Set<String> labels = new HashSet<>();
        for (JsonNode frame : done.path("frames")) {
            assertThat(frame.path("state").asText()).as(frame.toString()).isEqualTo("done");
            byte[] file = bytes(two, frame.at("/outputs/0/href").asText());
            assertThat(file).hasSize(frame.at("/outputs/0/size").asInt());
            labels.add(new String(file, StandardCharsets.ISO_8859_1));
            Manifest manifest = ManifestJson.read(
                            bytes(two, frame.at("/outputs/1/href").asText()))
                    .orElseThrow();
            assertThat(manifest.options().outputs()).containsExactly("labels");
            assertThat(wait(store.head("uploads", manifest.source().key())).eTag())
                    .isEqualTo(manifest.source().eTag());
        }
        assertThat(labels).as("one picture, sent ten times").hasSize(1);
        assertThat(one.process().output() + two.process().output())
                .contains("parsed jobs/" + job.path("id").asText());
        assertThat(keys("results", job).stream().filter(key -> key.contains("/parse/")))
                .hasSize(10);
    }

    private JsonNode open(Instance instance, String query, int pictures) throws Exception {
        byte[] picture = Files.readAllBytes(Path.of("samples/portrait.jpg"));
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (int i = 1; i <= pictures; i++) {
            form.write(("--limn\r\nContent-Disposition: form-data; name=\"image\"; filename=\"plate.%04d.jpg\"\r\n\r\n"
                            .formatted(i))
                    .getBytes(StandardCharsets.UTF_8));
            form.write(picture);
            form.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        form.write("--limn--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> taken = http.send(
                HttpRequest.newBuilder(instance.root().resolve("/v1/jobs" + query))
                        .timeout(LIMIT)
                        .header("Content-Type", "multipart/form-data; boundary=limn")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        return JSON.readTree(taken.body());
    }

    private HttpResponse<String> get(Instance instance, String path) throws Exception {
        return call(instance, "GET", path);
    }

    private HttpResponse<String> call(Instance instance, String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(instance.root().resolve(path))
                        .timeout(LIMIT)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private byte[] bytes(Instance instance, String path) throws Exception {
        HttpResponse<byte[]> file = http.send(
                HttpRequest.newBuilder(instance.root().resolve(path))
                        .timeout(LIMIT)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(file.statusCode()).isEqualTo(200);
        return file.body();
    }

    private HttpResponse<Stream<String>> events(Instance instance, String self) throws Exception {
        HttpResponse<Stream<String>> events = http.send(
                HttpRequest.newBuilder(instance.root().resolve(self + "/events"))
                        .header("Accept", "text/event-stream")
                        .timeout(LIMIT)
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        assertThat(events.statusCode()).isEqualTo(200);
        return events;
    }

    /**
     * Without what the clock has a part in: both may have worked on a frame, and then the later one's manifest, with its own
     * timings, replaces the other.
     */
    private static JsonNode untimed(JsonNode state) {
        ObjectNode copy = state.deepCopy();
        copy.remove(List.of("ended", "expires"));
        for (JsonNode frame : copy.path("frames")) {
            for (JsonNode output : frame.path("outputs")) {
                if (output.path("output").asText().equals("json")) {
                    ((ObjectNode) output).remove("size");
                }
            }
        }
        return copy;
    }

    private JsonNode lastEvent(Instance instance, String self) throws Exception {
        try (var lines = events(instance, self).body()) {
            return next(lines.iterator(), "done");
        }
    }

    private static JsonNode next(Iterator<String> lines, String name) throws IOException {
        List<String> seen = new ArrayList<>();
        boolean found = false;
        while (lines.hasNext()) {
            String line = lines.next();
            seen.add(line);
            if (found && line.startsWith("data:")) {
                return JSON.readTree(line.substring(5));
            }
            found = line.equals("event:" + name) || found && !line.isEmpty();
        }
        throw new AssertionError("no event '" + name + "' in " + seen);
    }

    /** The job's objects. */
    private static List<String> keys(String bucket, JsonNode job) {
        String folder = "jobs/" + job.path("id").asText() + "/";
        return wait(store.list(bucket, folder).map(ObjectInfo::key).collect().asList());
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }
}

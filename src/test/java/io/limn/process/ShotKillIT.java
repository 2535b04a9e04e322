package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.result.Sha256;
import io.limn.shot.SmallWalk;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfigs;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 in the middle of a shot, on the command line and in the service: it goes on, and ends with the bytes of an undisturbed one. */
@Tag("process")
class ShotKillIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int FRAMES = 12;

    /** So many are written, at least, when the process is killed. */
    private static final int KILLED_AT = 4;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path home;

    private record Service(LimnProcess process, ObjectStore store, String root) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
            process.close();
        }

        JsonNode get(String path) {
            return send(HttpRequest.newBuilder(URI.create(root + path)));
        }

        String shot(String json) {
            return send(HttpRequest.newBuilder(URI.create(root + "/v1/shots?output=labels"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(json)))
                    .path("id")
                    .asText();
        }

        private static JsonNode send(HttpRequest.Builder request) {
            try {
                return JsonMapper.builder()
                        .build()
                        .readTree(HTTP.send(request.build(), BodyHandlers.ofByteArray())
                                .body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Service start() throws Exception {
        LimnProcess process = LimnProcess.start(
                home,
                Map.of(
                        "limn.store.directory", home.resolve("data").toString(),
                        "limn.store.embedded-port", "0",
                        "quarkus.http.port", "0"),
                "serve");
        String endpoint = process.await("S3 endpoint +(http://\\S+)", LIMIT).group(1);
        String access = process.await("access key (\\S+)", LIMIT).group(1);
        String secret = process.await("secret key (\\S+)", LIMIT).group(1);
        String root = process.await("Listening on: (http://\\S+)", LIMIT).group(1);
        return new Service(
                process,
                new ObjectStore(StoreConfigs.of("endpoint", endpoint, "access-key", access, "secret-key", secret)),
                root.replace("0.0.0.0", "127.0.0.1"));
    }

    @Test
    void aKilledShotOfTheServiceResumesAndEndsWithTheSameBytes() throws Exception {
        String killed;
        try (Service service = start()) {
            for (int i = 1; i <= FRAMES; i++) {
                wait(service.store.upload(
                        "uploads",
                        "plates/plate.%04d.jpg".formatted(i),
                        SmallWalk.frame(i),
                        "image/jpeg",
                        Map.of("limn-shot", "plates")));
            }
            String id = service.shot("{\"frames\": \"plates/\"}");
            Polling.until(
                    LIMIT,
                    () -> service.get("/v1/shots/" + id + "/frames")
                                    .path("done")
                                    .asInt()
                            >= KILLED_AT);
            killed = id;
            service.process.kill();
        }
        try (Service service = start()) {
            // the first one waits for the lease that the killed process left
            String undisturbed = service.shot("{\"frames\": \"plates/\"}");
            assertThat(service.get("/v1/shots/" + killed + "/frames")
                            .path("done")
                            .asInt())
                    .isBetween(KILLED_AT, FRAMES - 1);
            for (String id : List.of(undisturbed, killed)) {
                Polling.until(LIMIT, () -> !"running waiting"
                        .contains(service.get("/v1/jobs/" + id).path("state").asText("?")));
                assertThat(service.get("/v1/jobs/" + id).path("state").asText()).isEqualTo("done");
            }
            assertThat(results(service, killed)).hasSizeGreaterThan(FRAMES).isEqualTo(results(service, undisturbed));
        }
    }

    @Test
    void aKilledShotOfTheCommandLineResumesAndEndsWithTheSameBytes() throws Exception {
        Path plates = Files.createDirectories(home.resolve("plates"));
        for (int i = 1; i <= FRAMES; i++) {
            Files.write(plates.resolve("plate.%04d.jpg".formatted(i)), SmallWalk.frame(i));
        }
        try (LimnProcess whole = shot("whole")) {
            assertThat(whole.exitCode(LIMIT)).isZero();
        }
        try (LimnProcess first = shot("killed")) {
            first.await("plate\\.%04d\\.jpg".formatted(KILLED_AT), LIMIT);
            first.kill();
        }
        assertThat(home.resolve("killed/plate_jpg/shot.json")).doesNotExist();
        try (LimnProcess second = shot("killed")) {
            assertThat(second.exitCode(LIMIT)).isZero();
            assertThat(second.output()).contains("(done before)");
        }
        assertThat(files(home.resolve("killed"))).hasSizeGreaterThan(FRAMES).isEqualTo(files(home.resolve("whole")));
    }

    private LimnProcess shot(String out) throws IOException {
        return LimnProcess.start(home, Map.of(), "shot", "plates", "-o", out, "--outputs", "labels");
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(file).toString(), Sha256.of(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    /** By key, without what names the job. */
    private static Map<String, String> results(Service service, String id) {
        Map<String, String> results = new TreeMap<>();
        String prefix = "jobs/" + id + "/";
        for (ObjectInfo object :
                wait(service.store.list("results", prefix).collect().asList())) {
            byte[] bytes = wait(service.store.get("results", object.key(), 1 << 26));
            String key = object.key().substring(prefix.length());
            boolean own = key.equals("job.json") || key.contains("/parse/") || key.endsWith("frames.sha256");
            String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(prefix, "");
            results.put(key, own ? "" : Sha256.of(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
        return results;
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }
}

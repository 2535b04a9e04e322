package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfigs;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 at work, start again: every upload has its results, once. */
@Tag("process")
class NothingLostIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> ODD = List.of(
            "with space+plus%2B 100%.jpg",
            "ümläut/写真.jpg", "/leading.jpg", "noextension", "twice.jpg", "again/twice.jpg");

    @TempDir
    Path home;

    /** What a run left behind: the keys of the uploads, and the service's own credentials. */
    private record Service(LimnProcess process, ObjectStore store) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
            process.close();
        }
    }

    private Service start() throws Exception {
        LimnProcess process = LimnProcess.start(
                home,
                Map.of(
                        "limn.store.directory", home.resolve("data").toString(),
                        "limn.store.embedded-port", "0",
                        "limn.store.settle-time", "200ms",
                        "quarkus.http.port", "0"),
                "serve");
        String endpoint = process.await("S3 endpoint +(http://\\S+)", LIMIT).group(1);
        String access = process.await("access key (\\S+)", LIMIT).group(1);
        String secret = process.await("secret key (\\S+)", LIMIT).group(1);
        return new Service(
                process,
                new ObjectStore(StoreConfigs.of("endpoint", endpoint, "access-key", access, "secret-key", secret)));
    }

    @Test
    void afterAKillAtWorkEveryUploadHasItsResultsOnce() throws Exception {
        byte[] frame = Files.readAllBytes(Path.of("samples/portrait.jpg"));
        Path plain = home.resolve("data/uploads/disk/before.jpg");
        Files.createDirectories(plain.getParent());
        Files.write(plain, frame);
        Set<String> uploads = new TreeSet<>(ODD);
        IntStream.range(0, 14).mapToObj(i -> "shot/plate.%04d.jpg".formatted(i)).forEach(uploads::add);
        try (Service service = start()) {
            for (String key : uploads) {
                wait(service.store.upload("uploads", key, frame, "image/jpeg", Map.of()));
            }
            wait(service.store.upload("uploads", "broken.jpg", new byte[] {1, 2, 3}, "image/jpeg", Map.of()));
            until(service, done -> done.size() >= 3);
            service.process.kill();
        }
        uploads.add("broken.jpg");
        uploads.add("disk/before.jpg");
        Map<String, Instant> written;
        try (Service service = start()) {
            written = until(service, done -> done.size() >= uploads.size());
            assertThat(written.keySet())
                    .isEqualTo(uploads.stream()
                            .map(key -> ResultKeys.of(key).manifest())
                            .collect(Collectors.toCollection(TreeSet::new)));
            Set<String> listed = new TreeSet<>(written.keySet());
            for (String key : written.keySet()) {
                Manifest manifest = ManifestJson.read(wait(service.store.get("results", key, 1 << 20)))
                        .orElseThrow();
                if (manifest.source().key().equals("broken.jpg")) {
                    assertThat(manifest.error()).isNotNull();
                    continue;
                }
                assertThat(manifest.error()).as(key).isNull();
                assertThat(manifest.files()).hasSize(4);
                listed.add(ResultKeys.of(manifest.source().key()).legend());
                for (Manifest.OutputFile file : manifest.files()) {
                    byte[] bytes = wait(service.store.get("results", file.key(), 1 << 26));
                    assertThat(bytes.length).isEqualTo(file.size());
                    assertThat(sha256(bytes)).as(file.key()).isEqualTo(file.sha256());
                    listed.add(file.key());
                }
            }
            assertThat(new TreeSet<>(all(service).keySet()))
                    .as("results nobody vouches for")
                    .isEqualTo(listed);
            service.process.kill();
        }
        try (Service service = start()) {
            wait(service.store.upload("uploads", "last.jpg", frame, "image/jpeg", Map.of()));
            Map<String, Instant> now = until(service, done -> done.size() > uploads.size());
            now.remove(ResultKeys.of("last.jpg").manifest());
            assertThat(now).as("nothing is done a second time").isEqualTo(written);
        }
    }

    private static Map<String, Instant> until(Service service, Predicate<Map<String, Instant>> enough) {
        return Polling.first(LIMIT, () -> manifests(service), enough);
    }

    private static Map<String, Instant> manifests(Service service) {
        return all(service).entrySet().stream()
                .filter(entry -> entry.getKey().contains("/parse/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
    }

    private static Map<String, Instant> all(Service service) {
        Map<String, Instant> found = new HashMap<>();
        wait(service.store.list("results", "").collect().asList())
                .forEach((ObjectInfo object) -> found.put(object.key(), object.lastModified()));
        return found;
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.parsing.Detail;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfigs;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped network's soft outputs are the same bytes whichever way a frame comes, with another pass over each person or without. */
@Tag("process")
class SameMattesIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path FRAME = Path.of("samples/bench.jpg");
    private static final String OUTPUTS = "mattes,cutout,exr,cryptomatte,shapes";
    private static final String PARTS = "left-arm,person-1,hair";
    private static final String FORMATS = "svg,nuke";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path home;

    @Test
    void thePlateIsReadTheSameOverHttpInTheBucketAndInAFolder() throws Exception {
        try (LimnProcess limn = LimnProcess.start(
                        home,
                        Map.of(
                                "limn.store.embedded", "true",
                                "limn.store.embedded-port", "0",
                                "limn.store.access-key", "limn",
                                "limn.store.secret-key", "limn-secret-of-the-test",
                                "quarkus.http.port", "0"),
                        "serve");
                LimnProcess files = LimnProcess.start(
                        home,
                        Map.of(),
                        "parse",
                        FRAME.toAbsolutePath().toString(),
                        "--output=" + OUTPUTS,
                        "--parts=" + PARTS,
                        "--formats=" + FORMATS,
                        "--detail=persons",
                        "-o",
                        home.resolve("out").toString())) {
            String http = "http://127.0.0.1:"
                    + limn.await("Listening on: http://[^:]+:(\\d+)", LIMIT).group(1);
            String s3 = "http://127.0.0.1:"
                    + limn.await("S3 endpoint +http://[^:]+:(\\d+)", LIMIT).group(1);
            Map<String, byte[]> answer = answer(http, "&detail=persons");
            Manifest manifest = manifest(answer);
            assertThat(manifest.files()).extracting(Manifest.OutputFile::output).contains(OUTPUTS.split(","));
            assertThat(answer).hasSize(manifest.files().size() + 1);
            assertThat(manifest.options().detail()).isEqualTo("persons");
            assertThat(manifest.options().render().detail()).isEqualTo(Detail.PERSONS);

            assertThat(files.exitCode(LIMIT)).as(files.output()).isZero();
            same(answer, key -> Files.readAllBytes(home.resolve("out").resolve(key)), "bench.jpg");

            try (ObjectStore store = new ObjectStore(
                    StoreConfigs.of("endpoint", s3, "access-key", "limn", "secret-key", "limn-secret-of-the-test"))) {
                Map<String, String> asked = Map.of(
                        "limn-outputs",
                        OUTPUTS,
                        "limn-parts",
                        PARTS,
                        "limn-formats",
                        FORMATS,
                        "limn-detail",
                        "persons");
                store.upload("uploads", "shot/bench.jpg", Files.readAllBytes(FRAME), "image/jpeg", asked)
                        .await()
                        .atMost(LIMIT);
                limn.await("parsed shot/bench.jpg", LIMIT);
                same(answer, key -> store.get("results", key, 1 << 24).await().atMost(LIMIT), "shot/bench.jpg");
            }

            Map<String, byte[]> whole = answer(http, "");
            assertThat(manifest(whole).options().detail()).isEqualTo("auto");
            assertThat(whole.get("mattes/left-arm/bench.png")).isNotEqualTo(answer.get("mattes/left-arm/bench.png"));
        }
    }

    /** Reads a file of a result. */
    private interface Kept {
        byte[] at(String key) throws Exception;
    }

    private static void same(Map<String, byte[]> answer, Kept kept, String name) throws Exception {
        ResultKeys keys = ResultKeys.of(name);
        Manifest manifest = ManifestJson.read(kept.at(keys.manifest())).orElseThrow();
        assertThat(manifest.options()).isEqualTo(manifest(answer).options());
        assertThat(manifest.files()).hasSameSizeAs(manifest(answer).files());
        for (Manifest.OutputFile file : manifest.files()) {
            String entry = file.key().substring(keys.folder().length() + 1);
            assertThat(kept.at(file.key())).as(file.key()).isEqualTo(answer.get(entry));
        }
    }

    private static Manifest manifest(Map<String, byte[]> answer) {
        return ManifestJson.read(answer.get("parse/bench.json")).orElseThrow();
    }

    private static Map<String, byte[]> answer(String http, String detail) throws Exception {
        URI address = URI.create(http + "/v1/parse?output=" + OUTPUTS + ",json&name=bench.jpg&parts=" + PARTS
                + "&formats=" + FORMATS + detail);
        HttpResponse<byte[]> zip = HTTP.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "image/jpeg")
                        .POST(HttpRequest.BodyPublishers.ofFile(FRAME))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(zip.statusCode()).isEqualTo(200);
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }
}

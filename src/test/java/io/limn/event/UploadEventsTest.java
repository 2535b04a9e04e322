package io.limn.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.event.CatchUp.Ending;
import io.limn.http.Drawn;
import io.limn.http.Whole;
import io.limn.process.Polling;
import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bucket's door of the running service. */
@QuarkusTest
@TestProfile(Whole.class)
class UploadEventsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Inject
    ObjectStore store;

    @Inject
    StoreConfig buckets;

    @Inject
    CatchUp catchUp;

    private Manifest manifest(String key, String eTag) {
        BucketSink results = new BucketSink(store, buckets.results());
        return Polling.first(
                        LIMIT,
                        () -> results.committed(ResultKeys.of(key).manifest())
                                .await()
                                .atMost(LIMIT),
                        found -> found.isPresent()
                                && (eTag == null
                                        || eTag.equals(found.get().source().eTag())))
                .orElseThrow();
    }

    private String upload(String key, byte[] bytes) {
        return store.upload(buckets.uploads(), key, bytes, "image/png", Map.of())
                .await()
                .atMost(LIMIT);
    }

    @Test
    void anUploadGetsItsResults() {
        String eTag = upload("a/drawn.png", Drawn.picture(320, 240));
        Manifest manifest = manifest("a/drawn.png", eTag);
        assertThat(manifest.error()).isNull();
        assertThat(manifest.persons()).isNotEmpty();
        for (Manifest.OutputFile file : manifest.files()) {
            assertThat(store.head(buckets.results(), file.key())
                            .await()
                            .atMost(LIMIT)
                            .size())
                    .isEqualTo(file.size());
        }
    }

    @Test
    void aFileCopiedIntoTheFolderGetsResultsOnceItIsComplete() throws IOException {
        byte[] frame = Files.readAllBytes(Path.of("samples/portrait.jpg"));
        Path file = buckets.directory().resolve("uploads/b/copied.jpg");
        Files.createDirectories(file.getParent());
        Files.write(file, Arrays.copyOf(frame, 500));
        assertThat(manifest("b/copied.jpg", null).error()).isNotNull();
        Files.write(file, frame);
        String whole = store.head(buckets.uploads(), "b/copied.jpg")
                .await()
                .atMost(LIMIT)
                .eTag();
        assertThat(manifest("b/copied.jpg", whole).error()).isNull();
    }

    @Test
    void aFrameThatCannotBeParsedGetsAnErrorManifest() {
        String eTag = upload("c/broken.jpg", "no picture".getBytes(UTF_8));
        assertThat(manifest("c/broken.jpg", eTag).error().detail()).isNotBlank();
        CatchUpCounts counts = catchUp.run((key, ending) -> {}).await().atMost(LIMIT);
        assertThat(counts.of(Ending.ALREADY_DONE)).isPositive();
        assertThat(counts.of(Ending.FAILED)).isZero();
    }
}

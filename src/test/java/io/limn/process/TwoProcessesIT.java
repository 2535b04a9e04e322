package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.event.sqs.LocalSqs;
import io.limn.event.sqs.Notifications;
import io.limn.model.TinyModel;
import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.RoughS3;
import io.limn.store.StoreConfigs;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes of the packaged program on one queue and one store, each a real server. */
@Tag("process")
class TwoProcessesIT {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int UPLOADS = 80;
    private static final int WIDTH = 32;
    private static final int HEIGHT = 24;

    @TempDir
    Path home;

    private RoughS3.Server s3;
    private ObjectStore store;
    private LocalSqs sqs;
    private LocalSqs.Pair queue;

    /** What was uploaded last under each key: green or red, and its eTag. */
    private final Map<String, Newest> newest = new TreeMap<>();

    private final List<String> news = new ArrayList<>();
    private final Random random = new Random(17);

    private record Newest(boolean green, String eTag) {}

    @BeforeEach
    void start() throws IOException {
        TinyModel.write(home.resolve("models"));
        s3 = RoughS3.start(home.resolve("store"));
        store = new ObjectStore(StoreConfigs.of(
                "endpoint", s3.s3().endpoint().toString(),
                "access-key", s3.s3().accessKey(),
                "secret-key", s3.s3().secretKey(),
                "retries", "10",
                "retry-delay", "20ms"));
        sqs = LocalSqs.start();
        queue = sqs.queue("frames", 4);
    }

    @AfterEach
    void stop() {
        store.close();
        sqs.close();
        s3.close();
    }

    private LimnProcess limn(String visibility) throws IOException {
        Map<String, String> properties = new HashMap<>(Map.of(
                "limn.model.name",
                "tiny",
                "limn.model.directory",
                home.resolve("models").toString(),
                "limn.store.endpoint",
                s3.s3().endpoint().toString(),
                "limn.store.access-key",
                s3.s3().accessKey(),
                "limn.store.secret-key",
                s3.s3().secretKey(),
                "limn.event.sqs.url",
                queue.url(),
                "limn.event.sqs.visibility-timeout",
                visibility,
                "limn.event.sqs.wait-time",
                "2s",
                "limn.event.sqs.back-off",
                "1s",
                "quarkus.http.port",
                "0"));
        properties.put("limn.store.retry-delay", "50ms");
        properties.put("limn.event.retry-delay", "100ms");
        return LimnProcess.start(home, properties, "serve");
    }

    @Test
    void whateverDiesAndWhateverFailsEveryUploadHasItsOneTrueManifest() throws Exception {
        List<String> poison = List.of(
                "not JSON",
                "{\"hello\":\"world\"}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"uploads\"}}}]}",
                Notifications.created("results", "plate.png", "0"),
                Notifications.created("somebody-elses", "plate.png", "0"));
        try (LimnProcess dies = limn("8s");
                LimnProcess lives = limn("8s")) {
            dies.await("Listening on", LIMIT);
            lives.await("Listening on", LIMIT);
            s3.faults().percent(10);
            sqs.send(queue.url(), poison);
            news.add("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"uploads\"}");
            news.add(Notifications.event("ObjectRemoved:Delete", "uploads", key(3), "0"));
            for (int i = 0; i < UPLOADS; i += 20) {
                upload(range(i, i + 20));
                overwrite(i, 10);
                tellOfSome();
                if (i == UPLOADS / 2) {
                    Polling.until(
                            LIMIT,
                            () -> dies.output()
                                            .lines()
                                            .filter(line -> line.contains("parsed"))
                                            .count()
                                    >= 20);
                    dies.kill();
                }
            }
            try (LimnProcess again = limn("8s")) {
                for (int i = 0; i < 10; i++) {
                    overwrite(UPLOADS, 10);
                    tellOfSome();
                }
                tellOfAll();
                Polling.until(LIMIT, () -> sqs.depth(queue.url()).isEmpty());
                assertThat(again.isAlive()).isTrue();
                assertThat(lives.output()).contains("parsed");
            }
        }
        assertThat(s3.faults().happened()).as("faults that the store had").isGreaterThan(50);
        s3.faults().percent(0);
        assertThat(sqs.bodies(queue.deadLetters())).containsExactlyInAnyOrderElementsOf(poison);
        everyUploadHasItsOneTrueManifest();
    }

    @Test
    void aProcessThatIsAskedToStopFinishesWhatItComputesAndHandsTheRestBackAtOnce() throws Exception {
        try (LimnProcess limn = limn("10m")) {
            limn.await("Listening on", LIMIT);
            upload(range(0, 60));
            tellOfAll();
            limn.await("parsed", LIMIT);
            limn.terminate();
            limn.exitCode(LIMIT);
            LocalSqs.Depth left = sqs.depth(queue.url());
            assertThat(left.visible()).as("asked to stop in the midst of it").isPositive();
            assertThat(left.inFlight()).as(limn.output()).isZero();
        }
        try (LimnProcess other = limn("10m")) {
            other.await("Listening on", LIMIT);
            Polling.until(LIMIT, () -> sqs.depth(queue.url()).isEmpty());
        }
        assertThat(sqs.depth(queue.deadLetters()).isEmpty()).isTrue();
        everyUploadHasItsOneTrueManifest();
    }

    private void everyUploadHasItsOneTrueManifest() throws Exception {
        Map<String, ObjectInfo> results = new TreeMap<>();
        wait(store.list("results", "").collect().asList()).forEach(object -> results.put(object.key(), object));
        Set<String> listed = new TreeSet<>();
        for (Map.Entry<String, Newest> upload : newest.entrySet()) {
            String key = upload.getKey();
            String manifestKey = ResultKeys.of(key).manifest();
            assertThat(results).as("lost: " + key).containsKey(manifestKey);
            listed.add(manifestKey);
            listed.add(ResultKeys.of(key).legend());
            Manifest manifest = ManifestJson.read(wait(store.get("results", manifestKey, 1 << 20)))
                    .orElseThrow();
            assertThat(manifest.source().key()).isEqualTo(key);
            assertThat(manifest.source().eTag())
                    .as("stale: " + key)
                    .isEqualTo(upload.getValue().eTag());
            String label = upload.getValue().green() ? "right-green" : "left-red";
            assertThat(manifest.labels().get("colours").get(label)).isEqualTo(WIDTH * HEIGHT);
            assertThat(manifest.files()).hasSize(4);
            for (Manifest.OutputFile file : manifest.files()) {
                listed.add(file.key());
                byte[] bytes = wait(store.get("results", file.key(), 1 << 20));
                assertThat(sha256(bytes)).as("stale: " + file.key()).isEqualTo(file.sha256());
                if (file.output().equals("labels")) {
                    assertThat(ImageIO.read(new ByteArrayInputStream(bytes))
                                    .getRaster()
                                    .getSample(WIDTH / 2, HEIGHT / 2, 0))
                            .as(file.key())
                            .isEqualTo(upload.getValue().green() ? 2 : 1);
                }
            }
        }
        assertThat(results.keySet()).as("results nobody vouches for").isEqualTo(listed);
    }

    private static String key(int i) {
        return i % 25 == 0 ? "shot %d/plate+%d%%.png".formatted(i, i) : "shot/plate.%04d.png".formatted(i);
    }

    private static List<Integer> range(int from, int to) {
        return java.util.stream.IntStream.range(from, to).boxed().collect(Collectors.toList());
    }

    /** Some keys of those uploaded so far, a few of them again and again. */
    private void overwrite(int uploaded, int count) {
        if (uploaded > 0) {
            List<Integer> some = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                some.add(i % 2 == 0 ? random.nextInt(Math.min(10, uploaded)) : random.nextInt(uploaded));
            }
            upload(some.stream().distinct().toList());
        }
    }

    private void upload(List<Integer> numbers) {
        record Uploaded(String key, boolean green, String eTag) {}
        List<Uploaded> uploaded = Multi.createFrom()
                .iterable(numbers)
                .onItem()
                .transformToUni(i -> {
                    String key = key(i);
                    Newest before = newest.get(key);
                    boolean green = before == null ? i % 2 == 0 : !before.green();
                    return store.upload("uploads", key, frame(green, random.nextInt(1 << 20)), "image/png", Map.of())
                            .map(eTag -> new Uploaded(key, green, eTag));
                })
                .merge(4)
                .collect()
                .asList()
                .await()
                .atMost(LIMIT);
        for (Uploaded each : uploaded) {
            newest.put(each.key(), new Newest(each.green(), each.eTag()));
            String event = Notifications.created("uploads", each.key(), each.eTag());
            news.add(event);
            if (random.nextInt(5) == 0) {
                news.add(event);
            }
        }
    }

    /** Sends a part of the news, in no order; the rest comes later, and so later than newer news. */
    private void tellOfSome() {
        Collections.shuffle(news, random);
        List<String> some = news.subList(0, news.size() * 2 / 3);
        sqs.send(queue.url(), some);
        some.clear();
    }

    private void tellOfAll() {
        sqs.send(queue.url(), news);
        news.clear();
    }

    private static byte[] frame(boolean green, int noise) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(green ? Color.GREEN : Color.RED);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.dispose();
        for (int x = 0; x < 20; x++) {
            // Every upload has bytes, and so an eTag, of its own.
            image.setRGB(x, 0, (green ? 0x00FF00 : 0xFF0000) & ~((noise >> x & 1) * 0x030300));
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(LIMIT);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

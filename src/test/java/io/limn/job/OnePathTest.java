package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.label.Groups;
import io.limn.label.Palettes;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.output.Output;
import io.limn.output.OutputConfig;
import io.limn.output.RenderOptions;
import io.limn.output.Renderers;
import io.limn.output.exr.ExrFile;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.BucketSink;
import io.limn.result.FolderSink;
import io.limn.result.Manifest;
import io.limn.result.MemorySink;
import io.limn.result.ResultIdentity;
import io.limn.result.ResultSink;
import io.limn.result.Sha256;
import io.limn.store.LocalServers;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model, the real decoder, the real renderers, a real S3 server: one picture through every sink. */
@ExtendWith(LocalServers.class)
class OnePathTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "shots/sh 010/plate.0001.png";

    @TempDir
    static Path temp;

    private static ObjectStore store;
    private static OnnxParser parser;
    private static FrameScheduler pipeline;

    @BeforeAll
    static void start(ObjectStore client) {
        store = client;
        parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 1));
        FrameReader reader = new FrameReader(new FrameLimits(64 << 20, 100_000_000));
        Renderers renderers = new Renderers(
                StoreConfigs.mapping(OutputConfig.class, "limn.output"), new Palettes(Map.of()), Groups.shipped());
        pipeline = new FrameScheduler(
                JobLimits.of(JobConfigTest.config(Map.of())),
                new SourceReader(() -> store, 64 << 20),
                new FrameComputation(reader::open, parser, FrameScheduler.rendering(renderers)),
                new ResultIdentity(
                        parser.model(), parser::options, options -> renderers.colours(options, parser.layers())),
                new FrameTelemetry(
                        new SimpleMeterRegistry(), OpenTelemetry.noop().getTracer("test")));
    }

    @AfterAll
    static void stop() {
        pipeline.stop();
        parser.close();
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(203, 151, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(0x88AACC));
        pen.fillRect(0, 0, 203, 151);
        pen.setColor(new Color(0xD9A47A));
        pen.fillOval(85, 20, 30, 36);
        pen.setColor(new Color(0x803040));
        pen.fillRect(72, 56, 56, 60);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static Manifest parse(Source source, ResultSink sink) {
        return parse(new FrameRequest(source, EnumSet.allOf(Output.class), RenderOptions.DEFAULT), sink);
    }

    private static Manifest parse(FrameRequest request, ResultSink sink) {
        Outcome outcome = pipeline.submit(request, sink, Progress.NONE, Admission.WAIT)
                .await()
                .atMost(LIMIT);
        return ((Outcome.Parsed) outcome).manifest();
    }

    @Test
    void theSamePictureGivesTheSameBytesThroughBucketFolderAndMemory() throws IOException {
        byte[] picture = picture();
        String eTag = store.upload("uploads", NAME, picture, "image/png", Map.of())
                .await()
                .atMost(LIMIT);
        Manifest bucket = parse(
                new Source.Stored(new ObjectVersion("uploads", NAME, eTag, null, picture.length)),
                new BucketSink(store, "results"));
        Path out = temp.resolve("out");
        Manifest folder = parse(new Source.Inline(NAME, picture), new FolderSink(out));
        RecordingSink memory = new RecordingSink();
        Manifest answer = parse(new Source.Inline(NAME, picture), memory);

        assertThat(bucket.files()).isEqualTo(folder.files()).isEqualTo(answer.files());
        assertThat(bucket.files())
                .extracting(Manifest.OutputFile::output)
                .contains(
                        "overlay",
                        "color",
                        "labels",
                        "anatomy",
                        "persons",
                        "cutout",
                        "exr",
                        "cryptomatte",
                        "shapes",
                        "frame",
                        "thumbnail");
        assertThat(bucket.labels()).isEqualTo(folder.labels());
        assertThat(bucket.persons()).isEqualTo(folder.persons());
        for (Manifest.OutputFile file : bucket.files()) {
            byte[] bytes = store.get("results", file.key(), 16 << 20).await().atMost(LIMIT);
            assertThat(Sha256.of(bytes)).isEqualTo(file.sha256());
            assertThat(out.resolve(file.key())).hasBinaryContent(bytes);
            assertThat(memory.files.get(file.key()).bytes()).isEqualTo(bytes);
            if (file.mediaType().equals("image/x-exr")) {
                assertThat(ExrFile.read(bytes).width()).isEqualTo(203);
                continue;
            }
            if (file.mediaType().startsWith("image/")) {
                BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(bytes));
                assertThat(List.of(drawn.getWidth(), drawn.getHeight())).containsExactly(203, 151);
            }
        }
        assertThat(bucket.timings()).containsKeys("infer.network", "decode", "render");
    }

    /** HTTP answers, and jobs' zips take from the bucket, what the sinks were given. */
    @Test
    void theMattesOfAnActorsArmsAreTheSameBytesThroughBucketFolderAndMemory() throws IOException {
        byte[] plate = Files.readAllBytes(Path.of("samples/walk/plate.0005.jpg"));
        String name = "walk/plate.0005.jpg";
        RenderOptions arms =
                new RenderOptions("model", 0.6, 90, List.of("left-arm", "right-arm", "left-arm.skin"), false);
        String eTag = store.upload("uploads", name, plate, "image/jpeg", Map.of())
                .await()
                .atMost(LIMIT);
        Manifest bucket = parse(
                new FrameRequest(
                        new Source.Stored(new ObjectVersion("uploads", name, eTag, null, plate.length)),
                        EnumSet.of(Output.MATTES),
                        arms),
                new BucketSink(store, "results"));
        FrameRequest inline = new FrameRequest(new Source.Inline(name, plate), EnumSet.of(Output.MATTES), arms);
        Path out = temp.resolve("mattes");
        Manifest folder = parse(inline, new FolderSink(out));
        RecordingSink memory = new RecordingSink();
        Manifest answer = parse(inline, memory);

        assertThat(bucket.files()).hasSize(3).isEqualTo(folder.files()).isEqualTo(answer.files());
        for (Manifest.OutputFile file : bucket.files()) {
            byte[] bytes = store.get("results", file.key(), 16 << 20).await().atMost(LIMIT);
            assertThat(out.resolve(file.key())).hasBinaryContent(bytes);
            assertThat(memory.files.get(file.key()).bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void everyPixelIsCountedInEveryLayer() throws IOException {
        Manifest manifest = parse(new Source.Inline("a.png", picture()), new MemorySink());
        assertThat(manifest.labels()).hasSameSizeAs(parser.layers());
        assertThat(manifest.labels().values()).allSatisfy(layer -> assertThat(
                        layer.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(203 * 151));
    }
}

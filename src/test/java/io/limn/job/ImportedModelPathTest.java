package io.limn.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.label.Groups;
import io.limn.label.Palettes;
import io.limn.m2fp.importer.Imported;
import io.limn.m2fp.network.RandomNet;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.output.Output;
import io.limn.output.OutputConfig;
import io.limn.output.RenderOptions;
import io.limn.output.Renderers;
import io.limn.request.FrameRequest;
import io.limn.request.Source;
import io.limn.result.BucketSink;
import io.limn.result.Manifest;
import io.limn.result.ResultIdentity;
import io.limn.store.LocalServers;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An imported checkpoint is a model like any other: a picture from a bucket comes back as masks in a bucket. */
@ExtendWith(LocalServers.class)
class ImportedModelPathTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    @Test
    void aPictureOfTheBucketIsParsedByTheImportedModel(ObjectStore store) throws Exception {
        Path checkpoint = directory.resolve("pytorch_model.pt");
        RandomNet.SMALL.withClasses(21).write(checkpoint, 11);
        Path folder = directory.resolve("models/m2fp");
        assertThat(new CommandLine(Imported.command()).execute(checkpoint.toString(), "-o", folder.toString()))
                .isZero();
        byte[] picture = Files.readAllBytes(Path.of("samples/bench.jpg"));
        ModelSettings settings = new ModelSettings("m2fp", directory.resolve("models"), 2);
        try (OnnxParser parser = OnnxParser.of(settings)) {
            Renderers renderers = new Renderers(
                    StoreConfigs.mapping(OutputConfig.class, "limn.output"), new Palettes(Map.of()), Groups.shipped());
            FrameReader reader = new FrameReader(new FrameLimits(64 << 20, 100_000_000));
            FrameScheduler pipeline = new FrameScheduler(
                    JobLimits.of(JobConfigTest.config(Map.of())),
                    new SourceReader(() -> store, 64 << 20),
                    new FrameComputation(reader::open, parser, FrameScheduler.rendering(renderers)),
                    new ResultIdentity(
                            parser.model(), parser::options, options -> renderers.colours(options, parser.layers())),
                    new FrameTelemetry(
                            new SimpleMeterRegistry(), OpenTelemetry.noop().getTracer("test")));
            String eTag = store.upload("uploads", "a.jpg", picture, "image/jpeg", Map.of())
                    .await()
                    .atMost(LIMIT);
            Source source = new Source.Stored(new ObjectVersion("uploads", "a.jpg", eTag, null, picture.length));
            FrameRequest request =
                    new FrameRequest(source, EnumSet.of(Output.LABELS, Output.PERSONS), RenderOptions.DEFAULT);
            Outcome outcome = pipeline.submit(request, new BucketSink(store, "results"), Progress.NONE, Admission.WAIT)
                    .await()
                    .atMost(LIMIT);
            pipeline.stop();
            Manifest manifest = ((Outcome.Parsed) outcome).manifest();
            assertThat(manifest.model().name()).isEqualTo("m2fp");
            assertThat(manifest.files()).hasSize(2);
            for (Manifest.OutputFile file : manifest.files()) {
                byte[] bytes =
                        store.get("results", file.key(), 16 << 20).await().atMost(LIMIT);
                assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth())
                        .isEqualTo(manifest.width());
            }
        }
    }
}

package io.limn.cli;

import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.EmbeddedS3;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.limn.store.StoreException;
import io.limn.store.StoreOwner;
import io.limn.terminal.LocalFrames;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.text.Shown;
import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limn demo}: runs the service, uploads the sample frames as any S3 client would, and prints a line per result. */
@Command(name = "demo", description = "Runs the service, uploads the sample frames through S3 and prints the results.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration POLL_EVERY = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MANIFEST_BYTES = 4 << 20;

    private final Provider<ObjectStore> stores;
    private final Provider<StoreOwner> owner;
    private final StoreConfig config;
    private final Path home;

    @Option(names = "--frames", paramLabel = "DIR", description = "The frames to upload. Default: samples/.")
    private Path frames;

    @Option(names = "--once", description = "End after the last result instead of serving on.")
    private boolean once;

    DemoCommand(
            Provider<ObjectStore> stores,
            Provider<StoreOwner> owner,
            StoreConfig config,
            @ConfigProperty(name = "limn.home") Path home) {
        this.stores = stores;
        this.owner = owner;
        this.config = config;
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = frames == null ? home.resolve("samples") : frames;
        List<LocalFrame> found = LocalFrames.of(List.of(folder)).stream()
                .filter(frame -> !frame.name().startsWith("truth/"))
                .toList();
        Optional<EmbeddedS3> server = owner.get().embedded();
        say("Limn is running: http://localhost:" + ServeCommand.port() + "/");
        say("Uploading " + found.size() + " frames from " + Shown.of(folder.normalize()) + "/ to s3://"
                + config.uploads() + "/demo/ …");
        long start = System.nanoTime();
        List<Boolean> parsed = Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(this::upload)
                .onItem()
                .transformToUni(this::result)
                .merge(found.size() + 1)
                .collect()
                .asList()
                .await()
                .indefinitely();
        summary(parsed, Duration.ofNanos(System.nanoTime() - start));
        if (once) {
            return parsed.contains(false) ? ExitCode.FAILED : ExitCode.OK;
        }
        server.ifPresent(this::access);
        say("");
        say("Drop your own pictures on http://localhost:" + ServeCommand.port() + "/ – Ctrl-C stops Limn.");
        // From here on the log is all that shows what happens.
        Logger.getLogger("io.limn").setLevel(Level.INFO);
        Quarkus.waitForExit();
        return ExitCode.OK;
    }

    private record Uploaded(String name, String key, String eTag) {}

    private Uni<Uploaded> upload(LocalFrame frame) {
        String key = "demo/" + frame.name();
        try {
            byte[] bytes = Files.readAllBytes(frame.path());
            return stores.get()
                    .upload(config.uploads(), key, bytes, "application/octet-stream", Map.of())
                    .map(eTag -> new Uploaded(frame.name(), key, eTag));
        } catch (IOException e) {
            return Uni.createFrom().failure(e);
        }
    }

    /** Polls for the manifest as any reader would: once it exists, every file that it lists does too. */
    private Uni<Boolean> result(Uploaded upload) {
        String manifestKey = ResultKeys.of(upload.key()).manifest();
        return stores.get()
                .get(config.results(), manifestKey, MANIFEST_BYTES)
                .map(ManifestJson::read)
                .onFailure(StoreException::isMissing)
                .recoverWithItem(Optional.empty())
                .map(manifest -> manifest.filter(
                        found -> upload.eTag().equals(found.source().eTag())))
                .repeat()
                .withDelay(POLL_EVERY)
                .whilst(Optional::isEmpty)
                .select()
                .last()
                .toUni()
                .map(manifest -> line(upload, manifest.orElseThrow()))
                .ifNoItem()
                .after(LONGEST)
                .recoverWithItem(() -> late(upload));
    }

    private static boolean line(Uploaded upload, Manifest manifest) {
        if (manifest.error() != null) {
            say("  ✗ %-20s %s"
                    .formatted(
                            Shown.of(upload.name()), Shown.of(manifest.error().detail())));
        } else {
            say("  ✓ %-20s %-9s %4.0f ms"
                    .formatted(
                            Shown.of(upload.name()),
                            ParsedFile.count(manifest),
                            ParsedFile.millis(manifest.timings())));
        }
        return true;
    }

    private static boolean late(Uploaded upload) {
        say("  ✗ %-20s no result within %d min".formatted(Shown.of(upload.name()), LONGEST.toMinutes()));
        return false;
    }

    private void summary(List<Boolean> parsed, Duration took) {
        long done = parsed.stream().filter(result -> result).count();
        say("%d of %d frames done in %.1f s; results in s3://%s/demo/%s"
                .formatted(
                        done,
                        parsed.size(),
                        took.toMillis() / 1000.0,
                        config.results(),
                        StoreConfig.isEmbedded(config) ? " and " + onDisk() + "/" : ""));
    }

    private Path onDisk() {
        return config.directory().resolve(config.results()).resolve("demo").normalize();
    }

    private void access(EmbeddedS3 server) {
        say("");
        say("To use the buckets with an S3 client, paste:");
        say("  export AWS_ACCESS_KEY_ID=" + server.accessKey()
                + " AWS_SECRET_ACCESS_KEY="
                + config.secretKey().map(configured -> "…").orElse(server.secretKey())
                + " AWS_DEFAULT_REGION=us-east-1");
        say("  aws --endpoint-url " + server.endpoint() + " s3 cp photo.jpg s3://" + config.uploads() + "/photo.jpg");
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}

package io.limn.cli;

import io.limn.result.Manifest;
import io.limn.result.ManifestJson;
import io.limn.result.ResultKeys;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfig;
import io.limn.store.StoreException;
import io.limn.terminal.LocalFrames;
import io.limn.terminal.LocalFrames.LocalFrame;
import io.quarkus.runtime.Quarkus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limn demo}: serves, uploads the sample frames as any S3 client would, and tells of every result as it comes. */
@Command(
        name = "demo",
        description = "Serves, uploads the sample frames through S3 and prints the results as they come.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MANIFEST_BYTES = 4 << 20;

    private final ObjectStore store;
    private final StoreConfig config;
    private final String page;
    private final Path home;

    @Option(names = "--frames", paramLabel = "DIR", description = "Frames to upload; default: samples/.")
    private Path frames;

    @Option(names = "--once", description = "Ends after the last result instead of serving on.")
    private boolean once;

    DemoCommand(
            ObjectStore store,
            StoreConfig config,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "limn.home") Path home) {
        this.store = store;
        this.config = config;
        this.page = "http://127.0.0.1:" + port + "/";
        this.home = home;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = frames == null ? home.resolve("samples") : frames;
        List<LocalFrame> found = LocalFrames.of(List.of(folder)).stream()
                .filter(frame -> !frame.name().startsWith("truth/"))
                .toList();
        System.out.printf("Uploading %d frames from %s to s3://%s/demo/%n", found.size(), folder, config.uploads());
        long missing = Multi.createFrom()
                .iterable(found)
                .onItem()
                .transformToUniAndConcatenate(this::upload)
                .onItem()
                .transformToUni(this::result)
                .merge(found.size() + 1)
                .filter(done -> !done)
                .collect()
                .with(Collectors.counting())
                .await()
                .indefinitely();
        if (once) {
            return missing == 0 ? ExitCode.OK : ExitCode.FAILED;
        }
        System.out.println(
                "Serving on: drop pictures on " + page + " or into s3://" + config.uploads() + ". Ctrl-C ends it.");
        Quarkus.waitForExit();
        return ExitCode.OK;
    }

    private record Uploaded(String key, String eTag) {}

    private Uni<Uploaded> upload(LocalFrame frame) {
        String key = "demo/" + frame.name();
        try {
            byte[] bytes = Files.readAllBytes(frame.path());
            return store.upload(config.uploads(), key, bytes, "application/octet-stream", Map.of())
                    .map(eTag -> new Uploaded(key, eTag));
        } catch (IOException e) {
            return Uni.createFrom().failure(e);
        }
    }

    /** Looks for the manifest as any reader would: when it is there, so is all that it lists. */
    private Uni<Boolean> result(Uploaded upload) {
        String manifestKey = ResultKeys.of(upload.key()).manifest();
        return store.get(config.results(), manifestKey, null, null, MANIFEST_BYTES)
                .map(ManifestJson::read)
                .onFailure(failure ->
                        failure instanceof StoreException missing && missing.kind() == StoreException.Kind.NOT_FOUND)
                .recoverWithItem(Optional.empty())
                .map(manifest -> manifest.filter(
                        found -> upload.eTag().equals(found.source().eTag())))
                .repeat()
                .withDelay(LOOK_EVERY)
                .whilst(Optional::isEmpty)
                .select()
                .last()
                .toUni()
                .map(manifest -> tell(upload, manifest.orElseThrow()))
                .ifNoItem()
                .after(LONGEST)
                .recoverWithItem(() -> late(upload));
    }

    private boolean tell(Uploaded upload, Manifest manifest) {
        if (manifest.error() != null) {
            say("✗ %s  %s%n".formatted(upload.key(), manifest.error().detail()));
            return true;
        }
        StringBuilder text = new StringBuilder("✓ %s  %s%n".formatted(upload.key(), ParsedFile.count(manifest)));
        for (Manifest.OutputFile file : manifest.files()) {
            text.append("    s3://%s/%s%s%n".formatted(config.results(), file.key(), onDisk(file.key())));
        }
        say(text.toString());
        return true;
    }

    private static boolean late(Uploaded upload) {
        say("✗ %s  no result within %d min%n".formatted(upload.key(), LONGEST.toMinutes()));
        return false;
    }

    /** In one piece: the log writes to the same terminal at the same time. */
    private static void say(String lines) {
        System.out.print(lines);
        System.out.flush();
    }

    private String onDisk(String key) {
        Path path = config.directory().resolve(config.results()).resolve(key);
        return StoreConfig.isEmbedded(config) && Files.exists(path) ? "   " + path.normalize() : "";
    }
}

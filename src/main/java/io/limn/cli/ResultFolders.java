package io.limn.cli;

import io.limn.output.Output;
import io.limn.result.Legend;
import io.limn.result.ManifestJson;
import io.limn.shot.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Recognises folders that hold results, so that these are never parsed as frames: {@code overlay}, {@code mattes}, … and {@code parse}
 * below a sequence's folder, recognised by its {@code labels.json} or by a manifest, and {@code steady} with a shot's results. Other
 * folders with these names are searched.
 */
final class ResultFolders implements Predicate<Path> {
    private static final String MANIFESTS = "parse";
    private static final long MOST_BYTES = 4 << 20;

    private final Set<String> names;
    private final Map<Path, Boolean> sequences = new ConcurrentHashMap<>();

    ResultFolders() {
        names = new HashSet<>(Set.of(MANIFESTS));
        for (Output output : Output.values()) {
            names.add(output.kind());
        }
    }

    @Override
    public boolean test(Path folder) {
        if (folder.getFileName() == null || folder.getParent() == null) {
            return false;
        }
        return Shot.isResult(folder)
                || names.contains(folder.getFileName().toString()) && isSequence(folder.getParent());
    }

    /** Only positive answers are cached: a folder may become a sequence's while results are written to it. */
    private boolean isSequence(Path folder) {
        if (sequences.containsKey(folder)) {
            return true;
        }
        boolean is = hasLegend(folder) || hasManifest(folder.resolve(MANIFESTS));
        if (is) {
            sequences.put(folder, true);
        }
        return is;
    }

    private static boolean hasLegend(Path folder) {
        return bytes(folder.resolve("labels.json")).flatMap(Legend::read).isPresent();
    }

    private static boolean hasManifest(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .findFirst()
                    .flatMap(ResultFolders::bytes)
                    .flatMap(ManifestJson::read)
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

package io.limn.cli;

import io.limn.output.FileFormat;
import io.limn.result.Manifest;
import io.limn.result.ResultKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a frame's files from earlier runs with other options: files with its name below its sequence's folder that its manifest doesn't
 * list. Thread-safe.
 */
final class StaleFiles {
    /** How deep results lie below the sequence's folder: an output's folder, with those of persons and labels below it. */
    private static final int LEVELS = 4;

    private final Path out;
    private final Map<Path, List<Path>> folders = new ConcurrentHashMap<>();

    /** @param out the folder that results are written to */
    StaleFiles(Path out) {
        this.out = out.toAbsolutePath().normalize();
    }

    /**
     * The stale files of a frame.
     *
     * @param name of the frame that results are made from
     */
    List<Path> of(String name, Manifest manifest) {
        ResultKeys keys = ResultKeys.of(name);
        Path sequence = out.resolve(keys.folder());
        Set<Path> listed = manifest.files() == null
                ? Set.of()
                : manifest.files().stream().map(file -> out.resolve(file.key())).collect(Collectors.toSet());
        List<Path> stale = new ArrayList<>();
        for (Path folder : folders.computeIfAbsent(sequence, StaleFiles::outputs)) {
            for (FileFormat format : FileFormat.values()) {
                Path file = folder.resolve(keys.base() + "." + format.extension());
                if (!listed.contains(file) && Files.isRegularFile(file)) {
                    stale.add(file);
                }
            }
        }
        return stale;
    }

    /** Listed once per run: folders created later hold files of this run only. */
    private static List<Path> outputs(Path sequence) {
        try (Stream<Path> below = Files.walk(sequence, LEVELS)) {
            return below.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(sequence)
                            && !folder.equals(sequence.resolve("parse"))
                            && !folder.equals(sequence.resolve("edits")))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}

package io.limn.result;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Files that are being written, {@code .limn-….part}: a process that was killed leaves them. */
final class UnfinishedFiles {
    /** Younger ones may be another process's. */
    private static final Duration LEFT = Duration.ofHours(1);

    private UnfinishedFiles() {}

    static String name() {
        return ".limn-" + UUID.randomUUID() + ".part";
    }

    /** Removes those in a folder that have not been written to for an hour. */
    static void remove(Path folder) throws IOException {
        Instant before = Instant.now().minus(LEFT);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".limn-*.part")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

package io.limn.cli;

import io.limn.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder that results are written to. */
final class OutputFolder {
    private OutputFolder() {}

    /**
     * Creates the folder if it is missing. Called before any frame is parsed.
     *
     * @return the error to show if the folder can't be created or written to, else empty
     */
    static Optional<String> create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return Optional.of("can't write to " + Shown.of(folder) + ": "
                    + (Files.isRegularFile(folder) ? "it is a file, not a folder" : Shown.of(e.getMessage())));
        }
        return Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of("can't write to " + Shown.of(folder) + ": no permission");
    }
}

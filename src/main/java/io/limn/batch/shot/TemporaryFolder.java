package io.limn.batch.shot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes the folder that a pass keeps its state in while it runs. */
final class TemporaryFolder {
    private TemporaryFolder() {}

    /** @param folder null if there is none yet */
    static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // what remains is deleted with the process's directory of temporary files
        }
    }
}

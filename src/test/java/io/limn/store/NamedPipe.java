package io.limn.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A pipe with a name in the file system, which blocks whoever opens it until somebody writes to it. */
public final class NamedPipe {
    private NamedPipe() {}

    /** Skips the test where the system has none. */
    public static Path at(Path path) throws InterruptedException {
        try {
            int code = new ProcessBuilder("mkfifo", path.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            assumeTrue(code == 0, "SKIPPED: mkfifo failed here");
        } catch (IOException absent) {
            assumeTrue(false, "SKIPPED: there is no mkfifo here");
        }
        return path;
    }
}

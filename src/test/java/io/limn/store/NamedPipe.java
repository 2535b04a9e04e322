package io.limn.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A named pipe (FIFO): opening it for reading blocks until another process opens it for writing. */
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

package io.limn.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the thread's own, for readers that take a path; in memory where the system has such a folder. */
public final class ScratchFile {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final ThreadLocal<Path> FILE = ThreadLocal.withInitial(ScratchFile::create);

    private ScratchFile() {}

    /** The file with these bytes; the next call of the same thread overwrites it. */
    public static Path of(byte[] bytes) {
        try {
            return Files.write(FILE.get(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path create() {
        try {
            Path file = Files.isWritable(MEMORY)
                    ? Files.createTempFile(MEMORY, "limn-fuzz", "")
                    : Files.createTempFile("limn-fuzz", "");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.limn.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary files of this process, all in one directory. It is deleted when the process ends, or by the next process if this one is killed. */
public final class Temporary {
    /** What the directory's name begins with. */
    public static final String NAME = "limn-run-";

    private static final OwnFolder OWN = new OwnFolder(Path.of(System.getProperty("java.io.tmpdir")), NAME);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Temporary::close, "limn-temporary-end"));
        try {
            OWN.removeLeftovers();
        } catch (IOException nothingToClear) {
            // the first use of the directory says what is wrong with it
        }
    }

    private Temporary() {}

    /** The directory. */
    public static Path folder() throws IOException {
        return OWN.path();
    }

    /** A new directory in it. */
    public static Path folder(String name) throws IOException {
        return Files.createTempDirectory(OWN.path(), name + "-");
    }

    /** A new file in it, empty. */
    public static Path file(String name, String suffix) throws IOException {
        return Files.createTempFile(OWN.path(), name + "-", suffix);
    }

    private static void close() {
        try {
            OWN.close();
        } catch (IOException e) {
            // a file is still in use; the next start removes what is left
        }
    }
}

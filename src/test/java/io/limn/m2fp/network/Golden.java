package io.limn.m2fp.network;

import io.limn.m2fp.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The reference's arrays: training material that is not part of the source and may be missing. */
public final class Golden {
    private static final Path FOLDER = Path.of(System.getProperty("limn.m2fp.golden", "../shared/m2fp/golden"));

    private Golden() {}

    public static Path file(String name) {
        Path file = found().resolve(name);
        Assumptions.assumeTrue(
                Files.exists(file),
                "SKIPPED: " + file.toAbsolutePath().normalize()
                        + " is missing; the M2FP goldens are looked for in ../shared/m2fp/golden or -Dlimn.m2fp.golden");
        return file;
    }

    public static Npy array(String name) throws IOException {
        return Npy.read(file(name + ".npy"));
    }

    /** Beside the repository, or beside the folder that holds several working trees of it. */
    private static Path found() {
        return Files.isDirectory(FOLDER) ? FOLDER : Path.of("..").resolve(FOLDER);
    }
}

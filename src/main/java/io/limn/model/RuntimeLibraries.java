package io.limn.model;

import ai.onnxruntime.OrtEnvironment;
import io.limn.disk.Temporary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The native libraries of ONNX Runtime, unpacked into this process's temporary directory. ONNX Runtime itself would unpack them into a
 * directory that a killed process leaves behind, 28 MB each time.
 */
final class RuntimeLibraries {
    private static final String PATH = "onnxruntime.native.path";
    private static final List<String> NAMES =
            List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared");

    private static boolean unpacked;

    private RuntimeLibraries() {}

    /** Unpacks them, unless that was done before the start or the jar has none for this platform. */
    static void unpack() {
        if (System.getProperty(PATH) != null) {
            return;
        }
        try {
            Path folder = null;
            for (String name : NAMES) {
                String file = System.mapLibraryName(name);
                URL library = resource(file);
                if (library != null) {
                    folder = folder == null ? Temporary.folder("onnxruntime") : folder;
                    try (InputStream bytes = library.openStream()) {
                        Files.copy(bytes, folder.resolve(file));
                    }
                }
            }
            if (folder != null) {
                System.setProperty(PATH, folder.toString());
                unpacked = true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The libraries of ONNX Runtime can't be unpacked: " + e.getMessage(), e);
        }
    }

    /**
     * Removes what opening it has left behind: an empty directory, where no library will be unpacked later, and the empty log of its
     * telemetry, which it makes where no environment variable forbids that. Nothing is sent in any case. The property goes too: a library
     * can't be loaded by a second class loader from the same file.
     */
    static void removeLeftovers() {
        if (unpacked) {
            System.clearProperty(PATH);
        }
        String folder = System.getenv("TMPDIR");
        Path log = Path.of(folder == null || folder.isEmpty() ? "/tmp" : folder)
                .resolve("mat-debug-" + ProcessHandle.current().pid() + ".log");
        try {
            if (Files.isRegularFile(log) && Files.size(log) == 0) {
                Files.delete(log);
            }
            if (resource(System.mapLibraryName("onnxruntime_providers_cuda")) == null) {
                Field made = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
                made.setAccessible(true);
                Files.deleteIfExists((Path) made.get(null));
            }
        } catch (IOException | ReflectiveOperationException stays) {
            // empty files and folders only; a normal end of the process removes them
        }
    }

    private static URL resource(String file) {
        return OrtEnvironment.class.getResource("/ai/onnxruntime/native/" + platform() + "/" + file);
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux")
                + (arch.equals("aarch64") || arch.equals("arm64") ? "-aarch64" : "-x64");
    }
}

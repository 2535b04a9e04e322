package io.limn.frame.codec;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.global.leptonica;
import org.jboss.logging.Logger;

/** How a {@link DecoderProcess} is started: this Java, with the few jars that decoding needs. */
final class DecoderCommand {
    /** Of the heap, beside the file. */
    private static final int HEAP_MB = 32;

    /** What a process needs of its environment to start at all; everything else may be secret. */
    private static final Set<String> KEPT =
            Set.of("HOME", "LD_LIBRARY_PATH", "PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR");

    private DecoderCommand() {}

    /** Found once. */
    private static final class ClassPath {
        static final String JARS = String.join(File.pathSeparator, find());

        private static Set<String> find() {
            Set<String> jars = new LinkedHashSet<>();
            for (Class<?> type : List.of(DecoderMain.class, Loader.class, leptonica.class, Logger.class)) {
                URL code = type.getResource(type.getSimpleName() + ".class");
                jars.add(root(code, type.getName().replace('.', '/') + ".class"));
            }
            String library = "org/bytedeco/leptonica/" + Loader.getPlatform() + "/";
            String own = "org/bytedeco/javacpp/" + Loader.getPlatform() + "/";
            for (String folder : List.of(library, own)) {
                for (String name : List.of("jnileptonica", "jnijavacpp")) {
                    String entry = folder + System.mapLibraryName(name);
                    URL there = leptonica.class.getClassLoader().getResource(entry);
                    if (there != null) {
                        jars.add(root(there, entry));
                    }
                }
            }
            return jars;
        }

        /** The jar or folder in which an entry lies. */
        private static String root(URL entry, String name) {
            try {
                String text = entry.toString();
                if (text.startsWith("jar:")) {
                    text = text.substring(4, text.indexOf("!/"));
                    return Path.of(new URL(text).toURI()).toString();
                }
                return Path.of(new URL(text.substring(0, text.length() - name.length())).toURI())
                        .toString();
            } catch (IOException | URISyntaxException | RuntimeException e) {
                throw new IllegalStateException("'" + entry + "' is in no jar and no folder", e);
            }
        }
    }

    static boolean available() {
        return java().map(Files::isExecutable).orElse(false);
    }

    private static Optional<Path> java() {
        String home = System.getProperty("java.home");
        String name = File.separatorChar == '\\' ? "java.exe" : "java";
        return Optional.ofNullable(home).map(folder -> Path.of(folder, "bin", name));
    }

    static ProcessBuilder of(NativeDecoding work, int length) throws IOException {
        Path java = java().filter(Files::isExecutable)
                .orElseThrow(() -> new IOException("there is no java to decode it in a process of its own"));
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx" + (HEAP_MB + (length >> 20)) + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Xshare:auto"));
        for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
            if (property.getKey().toString().startsWith("org.bytedeco.")) {
                command.add("-D" + property.getKey() + "=" + property.getValue());
            }
        }
        command.addAll(List.of(
                "-cp",
                ClassPath.JARS,
                DecoderMain.class.getName(),
                work.codec().name(),
                Integer.toString(work.width()),
                Integer.toString(work.height()),
                Integer.toString(length)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(KEPT);
        return builder;
    }
}

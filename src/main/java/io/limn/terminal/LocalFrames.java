package io.limn.terminal;

import io.limn.text.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that a command line names, each with the name its results are made from: the path below the folder that all of
 * them have in common, so that two files never share a result.
 */
public final class LocalFrames {
    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp");

    /** @param name with {@code /} between folders, whatever the system's separator */
    public record LocalFrame(Path path, String name) {}

    private LocalFrames() {}

    /**
     * @param arguments files, taken whatever they are called, and folders, searched for pictures by extension
     * @throws IOException with a sentence, where one is missing or can't be read
     */
    public static List<LocalFrame> of(List<Path> arguments) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path argument : arguments) {
            Path path = argument.toAbsolutePath().normalize();
            if (Files.isDirectory(path)) {
                files.addAll(pictures(path));
            } else if (Files.isReadable(path)) {
                files.add(path);
            } else {
                throw new IOException("no such file: " + Shown.of(argument)
                        + (Files.exists(path) ? " (no permission to read it)" : ""));
            }
        }
        List<Path> distinct = files.stream().distinct().toList();
        Path common = common(distinct);
        return distinct.stream()
                .map(file -> new LocalFrame(file, name(common.relativize(file))))
                .toList();
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> EXTENSIONS.contains(extension(file)))
                    .sorted()
                    .toList();
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Path common(List<Path> files) {
        Path common =
                files.isEmpty() ? Path.of("").toAbsolutePath() : files.get(0).getParent();
        for (Path file : files) {
            while (!file.startsWith(common)) {
                common = common.getParent();
            }
        }
        return common;
    }

    private static String name(Path relative) {
        List<String> segments = new ArrayList<>();
        relative.forEach(segment -> segments.add(segment.toString()));
        return String.join("/", segments);
    }
}

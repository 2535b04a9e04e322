package io.limn.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files that a command line names, each with the name its results are made from. The name depends on how a file was named and on
 * nothing else: a file named itself has its file name, a file found in a folder its path below that folder.
 */
public final class LocalFrames {
    private static final Set<String> EXTENSIONS =
            Set.of("jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp", "exr", "dpx", "heic", "heif", "avif");

    /** @param name with {@code /} between folders, whatever the system's separator */
    public record LocalFrame(Path path, String name) {}

    private LocalFrames() {}

    /**
     * @param arguments files, taken whatever they are called, and folders, searched for pictures by extension
     * @throws IOException with a sentence, where one is missing or can't be read
     */
    public static List<LocalFrame> of(List<Path> arguments) throws IOException {
        FrameArguments.Found found = new FrameArguments(new FolderSearch(folder -> false, null), null, "-")
                .find(arguments.stream().map(Path::toString).toList());
        if (!found.missing().isEmpty()) {
            throw new IOException(found.missing().get(0));
        }
        return found.frames();
    }

    /** Whether a search takes a file of this name. */
    public static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The path below a folder, with slashes. */
    public static String name(Path folder, Path file) {
        List<String> segments = new ArrayList<>();
        folder.relativize(file).forEach(segment -> segments.add(segment.toString()));
        return String.join("/", segments);
    }
}

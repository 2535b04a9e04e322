package io.limn.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files that a command line names, each with the name its results are derived from. That name depends only on how the file was named:
 * a file named directly has its file name, a file found in a folder its path below that folder.
 */
public final class LocalFrames {
    private static final Set<String> EXTENSIONS =
            Set.of("jpg", "jpeg", "png", "webp", "tif", "tiff", "bmp", "exr", "dpx", "heic", "heif", "avif");

    /** @param name with {@code /} between folders on every system */
    public record LocalFrame(Path path, String name) {}

    private LocalFrames() {}

    /**
     * Resolves the arguments.
     *
     * @param arguments files, taken whatever their extension, and folders, searched for pictures by extension
     * @throws IOException if one is missing or can't be read; the message is a sentence for the user
     */
    public static List<LocalFrame> of(List<Path> arguments) throws IOException {
        FrameArguments.Found found = new FrameArguments(new FolderSearch(folder -> false, null), null, "-")
                .find(arguments.stream().map(Path::toString).toList());
        if (!found.missing().isEmpty()) {
            throw new IOException(found.missing().get(0));
        }
        return found.frames();
    }

    /** Whether a file has the extension of a picture, as a search requires. */
    public static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The path relative to a folder, with {@code /} between names. */
    public static String name(Path folder, Path file) {
        List<String> segments = new ArrayList<>();
        folder.relativize(file).forEach(segment -> segments.add(segment.toString()));
        return String.join("/", segments);
    }
}

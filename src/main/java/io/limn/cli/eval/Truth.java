package io.limn.cli.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The truth of a folder of frames.
 *
 * @param labels folder of label maps, or null
 * @param persons folder of instance maps, or null
 * @param joints or null
 */
record Truth(Path labels, Path persons, JointFile joints) {
    /** The frame's label map, null if it has none. */
    Path labels(String stem, String layer) {
        return labels == null ? null : map(labels, stem, layer);
    }

    /**
     * The frame's instance map, null if instance maps are not evaluated.
     *
     * @throws IOException if the frame lacks one
     */
    Path persons(Path image) throws IOException {
        if (persons == null) {
            return null;
        }
        Path map = map(persons, stem(image), "persons");
        if (map == null) {
            throw new IOException("there is no instance map of " + image.getFileName() + " in " + persons);
        }
        return map;
    }

    /** Whether a frame can be evaluated; decided by the first of label maps, instance maps and joints that was given. */
    boolean has(Path image, String layer) {
        if (labels != null) {
            return labels(stem(image), layer) != null;
        }
        if (persons != null) {
            return map(persons, stem(image), "persons") != null;
        }
        return joints.has(image.getFileName().toString());
    }

    /** {@code name.png}, or {@code name.layer.png} if maps of several kinds share a folder; null if neither exists. */
    private static Path map(Path folder, String name, String layer) {
        return Stream.of(folder.resolve(name + "." + layer + ".png"), folder.resolve(name + ".png"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}

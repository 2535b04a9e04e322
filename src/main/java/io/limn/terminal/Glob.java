package io.limn.terminal;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * A glob pattern that no shell has expanded: {@code *}, {@code ?}, {@code [...]}, {@code {a,b}} within a name, {@code **} for any number
 * of folders, including none.
 *
 * @param folder the part before the first wildcard, absolute
 * @param depth levels below the folder at which files can match
 */
record Glob(Path folder, int depth, List<PathMatcher> below) {
    private static final String ANY_DEPTH = "**/";

    /** Parses a pattern; empty if the text has no wildcard or is not a valid pattern. */
    static Optional<Glob> of(String text) {
        int wildcard = firstWildcard(text);
        if (wildcard < 0) {
            return Optional.empty();
        }
        int slash = text.lastIndexOf('/', wildcard);
        Path folder = Path.of(slash < 0 ? "" : text.substring(0, slash + 1))
                .toAbsolutePath()
                .normalize();
        String pattern = text.substring(slash + 1);
        int depth = pattern.contains("**") ? Integer.MAX_VALUE : pattern.split("/").length;
        try {
            return Optional.of(
                    new Glob(folder, depth, List.of(matcher(pattern), matcher(pattern.replace(ANY_DEPTH, "")))));
        } catch (PatternSyntaxException noPattern) {
            return Optional.empty();
        }
    }

    boolean matches(Path file) {
        Path relative = folder.relativize(file);
        return below.stream().anyMatch(pattern -> pattern.matches(relative));
    }

    private static PathMatcher matcher(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }

    private static int firstWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?[{".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}

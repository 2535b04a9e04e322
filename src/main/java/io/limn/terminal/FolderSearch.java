package io.limn.terminal;

import io.limn.text.Shown;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Searches folders for pictures. Skips hidden files and folders, anything but regular files (pipes, sockets), folders that hold results,
 * and the folder that results are written to. Links to files are followed; links to folders are not, except the folder the search starts
 * at.
 */
public final class FolderSearch {
    private final Predicate<Path> results;
    private final Path out;

    /**
     * The result of a search.
     *
     * @param files sorted by path
     * @param results folders that were skipped because results are in them or are written to them
     * @param unreadable an error sentence for each folder that could not be read
     */
    public record Found(List<Path> files, List<Path> results, List<String> unreadable) {}

    /**
     * @param results whether a folder holds results of an earlier run
     * @param out the folder results are written to, skipped if a search reaches it; null if there is none
     */
    public FolderSearch(Predicate<Path> results, Path out) {
        this.results = results;
        this.out = out == null ? null : out.toAbsolutePath().normalize();
    }

    /** The pictures at any depth, recognised by extension. */
    public Found pictures(Path folder) {
        return files(folder, Integer.MAX_VALUE, LocalFrames::isPicture);
    }

    /**
     * The files that match.
     *
     * @param folder absolute
     * @param depth how many levels deep to search; 1 is the folder's own files
     * @param wanted tests paths that begin with {@code folder} as given, links not resolved
     */
    Found files(Path folder, int depth, Predicate<Path> wanted) {
        Visit visit = new Visit(folder, wanted);
        if (isOfResults(folder)) {
            visit.left.add(folder);
        } else {
            try {
                visit.start = folder.toRealPath();
                Files.walkFileTree(visit.start, Set.of(), depth, visit);
            } catch (IOException e) {
                visit.unreadable.add(unreadable(folder, e));
            }
        }
        visit.files.sort(Comparator.naturalOrder());
        return new Found(visit.files, visit.left, visit.unreadable);
    }

    /** Whether the file or folder is, or is in, a folder of results. */
    boolean isOfResults(Path path) {
        for (Path folder = path; folder != null; folder = folder.getParent()) {
            if (results.test(folder)) {
                return true;
            }
        }
        return false;
    }

    static boolean isHidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    private static String unreadable(Path folder, IOException e) {
        return "can't read the folder " + Shown.of(folder) + ": " + Shown.of(e.getMessage());
    }

    private final class Visit extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final Predicate<Path> wanted;
        private final List<Path> files = new ArrayList<>();
        private final List<Path> left = new ArrayList<>();
        private final List<String> unreadable = new ArrayList<>();
        private Path start;

        Visit(Path folder, Predicate<Path> wanted) {
            this.folder = folder;
            this.wanted = wanted;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            Path path = named(at);
            if (at.equals(start)) {
                return FileVisitResult.CONTINUE;
            }
            if (isHidden(at)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (path.toAbsolutePath().normalize().equals(out) || results.test(path)) {
                left.add(path);
                return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) {
            Path path = named(at);
            if (!isHidden(at) && wanted.test(path) && Files.isRegularFile(at)) {
                files.add(path);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path at, IOException e) {
            unreadable.add(unreadable(named(at), e));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path at, IOException e) {
            if (e != null) {
                unreadable.add(unreadable(named(at), e));
            }
            return FileVisitResult.CONTINUE;
        }

        /** The path below the folder as the user named it, even if that is a link. */
        private Path named(Path at) {
            return folder.resolve(start.relativize(at));
        }
    }
}

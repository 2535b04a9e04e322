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
 * Searches folders for pictures. Left out are hidden files and folders, whatever is no file (pipes, sockets), folders that hold
 * results, and the folder that results go to. Links to files are followed, links to folders are not, except where the search starts.
 */
public final class FolderSearch {
    private final Predicate<Path> results;
    private final Path out;

    /**
     * What a search found.
     *
     * @param files in the order of their paths
     * @param results folders that were left out as they hold results, or get them
     * @param unreadable a sentence for each folder that could not be read
     */
    public record Found(List<Path> files, List<Path> results, List<String> unreadable) {}

    /**
     * @param results whether a folder holds results of an earlier run
     * @param out where results go, left out where it lies below a searched folder; null where there is none
     */
    public FolderSearch(Predicate<Path> results, Path out) {
        this.results = results;
        this.out = out == null ? null : out.toAbsolutePath().normalize();
    }

    /** The pictures at any depth, told by extension. */
    public Found pictures(Path folder) {
        return files(folder, Integer.MAX_VALUE, LocalFrames::isPicture);
    }

    /**
     * @param folder absolute
     * @param depth how many levels down; 1 are the folder's own files
     * @param wanted is given paths as they are below the folder's name
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

    /** Whether the file or folder lies in a folder of results. */
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

        /** As the user named it, also where the folder is a link. */
        private Path named(Path at) {
            return folder.resolve(start.relativize(at));
        }
    }
}

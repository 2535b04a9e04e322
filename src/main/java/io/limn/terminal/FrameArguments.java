package io.limn.terminal;

import io.limn.terminal.LocalFrames.LocalFrame;
import io.limn.text.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the pictures that the arguments of a command line name: files, folders, patterns ({@code 'shots/*.jpg'}), {@code @LIST} (a
 * text file with one of these per line, {@code @-} for standard input) and {@code -} (one picture from standard input).
 */
public final class FrameArguments {
    /** The path that stands for a picture on standard input. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private static final String STDIN = "-";

    private final FolderSearch search;
    private final Path base;
    private final String nameOfStdin;

    /**
     * What the arguments resolve to.
     *
     * @param missing an error sentence for each argument that matches nothing or can't be read
     * @param results files and folders skipped because they are results of earlier runs
     * @param clashes an error sentence for each pair of pictures whose results would overwrite each other
     */
    public record Found(List<LocalFrame> frames, List<String> missing, List<Path> results, List<String> clashes) {}

    /**
     * @param base the folder that result names are relative to; null to name them as {@link LocalFrames} does
     * @param nameOfStdin the name of the picture on standard input
     */
    public FrameArguments(FolderSearch search, Path base, String nameOfStdin) {
        this.search = search;
        this.base = base == null ? null : base.toAbsolutePath().normalize();
        this.nameOfStdin = nameOfStdin;
    }

    public Found find(List<String> arguments) {
        Finding finding = new Finding();
        arguments.forEach(finding::argument);
        return new Found(List.copyOf(finding.frames.values()), finding.missing, finding.results, finding.clashes());
    }

    private final class Finding {
        /** Keyed by path: a picture named twice is parsed once, under its first name. */
        private final Map<Path, LocalFrame> frames = new LinkedHashMap<>();

        private final List<String> missing = new ArrayList<>();
        private final List<Path> results = new ArrayList<>();

        void argument(String argument) {
            if (argument.startsWith("@") && argument.length() > 1) {
                list(argument.substring(1));
            } else {
                one(argument);
            }
        }

        private void list(String file) {
            try (BufferedReader lines = file.equals(STDIN)
                    ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                    : Files.newBufferedReader(Path.of(file))) {
                lines.lines().filter(line -> !line.isBlank()).forEach(this::one);
            } catch (IOException | UncheckedIOException | InvalidPathException e) {
                missing.add("can't read the list " + Shown.of(file)
                        + (Files.exists(Path.of(file)) ? "; it must be text in UTF-8" : ": there is no such file"));
            }
        }

        private void one(String argument) {
            if (argument.equals(STDIN)) {
                frames.put(STANDARD_INPUT, new LocalFrame(STANDARD_INPUT, nameOfStdin));
                return;
            }
            Path path;
            try {
                path = Path.of(argument).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                missing.add("no such file: " + Shown.of(argument));
                return;
            }
            if (Files.isDirectory(path)) {
                found(path, search.pictures(path));
            } else if (isPipe(path)) {
                missing.add(
                        Shown.of(argument) + " is a pipe or a device, not a file: pass what comes out of it to '-'");
            } else if (Files.isReadable(path)) {
                file(path);
            } else if (Files.exists(path)) {
                missing.add("no such file: " + Shown.of(argument) + " (no permission to read it)");
            } else {
                pattern(argument);
            }
        }

        /** A named pipe may have no writer, and then opening it can't be interrupted; pipes that a shell opens have one. */
        private static boolean isPipe(Path path) {
            return Files.exists(path)
                    && !Files.isRegularFile(path)
                    && !path.startsWith("/dev/fd")
                    && !path.equals(Path.of("/dev/stdin"));
        }

        private void file(Path path) {
            if (search.isOfResults(path.getParent())) {
                results.add(path);
            } else {
                add(path, path.getFileName().toString());
            }
        }

        private void pattern(String argument) {
            Optional<Glob> glob = Glob.of(argument);
            if (glob.isEmpty()) {
                missing.add("no such file: " + Shown.of(argument));
                return;
            }
            Path folder = glob.get().folder();
            boolean any = false;
            if (Files.isDirectory(folder)) {
                FolderSearch.Found found = search.files(folder, glob.get().depth(), glob.get()::matches);
                found(folder, found);
                any = !found.files().isEmpty() || found.results().stream().anyMatch(search::isOfResults);
            }
            if (!any) {
                missing.add("no file matches " + Shown.of(argument));
            }
        }

        private void found(Path folder, FolderSearch.Found found) {
            found.files().forEach(file -> add(file, LocalFrames.name(folder, file)));
            results.addAll(found.results());
            missing.addAll(found.unreadable());
        }

        private void add(Path path, String name) {
            if (base == null) {
                frames.putIfAbsent(path, new LocalFrame(path, name));
            } else if (path.startsWith(base)) {
                frames.putIfAbsent(path, new LocalFrame(path, LocalFrames.name(base, path)));
            } else {
                missing.add(Shown.of(path) + " is not below --base " + Shown.of(base));
            }
        }

        List<String> clashes() {
            Map<String, LocalFrame> named = new LinkedHashMap<>();
            List<String> clashes = new ArrayList<>();
            for (LocalFrame frame : frames.values()) {
                LocalFrame other = named.putIfAbsent(frame.name(), frame);
                if (other != null) {
                    clashes.add(Shown.of(other.path()) + " and " + Shown.of(frame.path())
                            + " would share their results; name a folder that both are below, or give it with --base");
                }
            }
            return clashes;
        }
    }
}

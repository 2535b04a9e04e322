package io.limn.cli;

import io.limn.job.Outcome;
import io.limn.job.Stage;
import io.limn.result.Manifest;
import io.limn.text.Shown;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The outcome of one file of the command line.
 *
 * @param how the outcome in words: the persons and time of a parsed file, else the reason
 * @param manifest null if the file failed
 * @param stale files of earlier runs beside its results
 */
record ParsedFile(Path path, Ending ending, String how, Manifest manifest, List<Path> stale) {
    /** How a file ended, with the exit code and the word for the summary. */
    enum Ending {
        PARSED(ExitCode.OK, "parsed"),
        ALREADY_DONE(ExitCode.OK, "already done"),
        REJECTED(ExitCode.REJECTED, "rejected"),
        FAILED(ExitCode.FAILED, "failed");

        private final int exitCode;
        private final String word;

        Ending(int exitCode, String word) {
            this.exitCode = exitCode;
            this.word = word;
        }

        int exitCode() {
            return exitCode;
        }

        String word() {
            return word;
        }
    }

    ParsedFile {
        stale = List.copyOf(stale);
    }

    static ParsedFile of(Path path, Outcome outcome) {
        if (outcome instanceof Outcome.Parsed parsed) {
            return new ParsedFile(path, Ending.PARSED, persons(parsed.manifest()), parsed.manifest(), List.of());
        }
        if (outcome instanceof Outcome.AlreadyDone done) {
            return done.manifest().error() == null
                    ? new ParsedFile(path, Ending.ALREADY_DONE, "already done", done.manifest(), List.of())
                    : new ParsedFile(
                            path, Ending.REJECTED, done.manifest().error().detail(), done.manifest(), List.of());
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return new ParsedFile(path, Ending.REJECTED, rejected.problem().detail(), rejected.manifest(), List.of());
        }
        return new ParsedFile(path, Ending.FAILED, "the file changed while it was being read", null, List.of());
    }

    static ParsedFile failed(Path path, Throwable failure) {
        return new ParsedFile(path, Ending.FAILED, String.valueOf(failure.getMessage()), null, List.of());
    }

    ParsedFile with(List<Path> staleFiles) {
        return new ParsedFile(path, ending, how, manifest, staleFiles);
    }

    boolean isOk() {
        return ending.exitCode() == ExitCode.OK;
    }

    String line() {
        return (isOk() ? "✓ " : "✗ ") + Shown.of(path.getFileName()) + "  " + Shown.of(how);
    }

    Map<String, Object> asJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", path.toString());
        object.put("ok", isOk());
        if (!isOk()) {
            object.put("why", how);
        }
        if (manifest != null) {
            object.put("manifest", manifest);
        }
        if (!stale.isEmpty()) {
            object.put("stale", stale.stream().map(Path::toString).toList());
        }
        return object;
    }

    /** {@code 1 person}, {@code 5 people}. */
    static String count(Manifest manifest) {
        int count = manifest.persons() == null ? 0 : manifest.persons().size();
        return count == 1 ? "1 person" : count + " people";
    }

    /**
     * Milliseconds spent on the frame itself: the sum of its stages without the wait in the queue. Timings with a dot in their name, such
     * as {@code infer.network}, are parts of a stage.
     */
    static double millis(Map<String, Double> timings) {
        return timings == null
                ? 0
                : timings.entrySet().stream()
                        .filter(timing -> !timing.getKey().contains("."))
                        .filter(timing -> !timing.getKey().equals(Stage.QUEUE.label()))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
    }

    private static String persons(Manifest manifest) {
        return count(manifest) + String.format(Locale.ROOT, "  %.0f ms", millis(manifest.timings()));
    }
}

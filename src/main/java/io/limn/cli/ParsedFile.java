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

/** The outcome of one file of the command line. */
record ParsedFile(Path path, int exitCode, String how, Manifest manifest) {
    static ParsedFile of(Path path, Outcome outcome) {
        if (outcome instanceof Outcome.Parsed parsed) {
            return new ParsedFile(path, ExitCode.OK, persons(parsed.manifest()), parsed.manifest());
        }
        if (outcome instanceof Outcome.AlreadyDone done) {
            return done.manifest().error() == null
                    ? new ParsedFile(path, ExitCode.OK, "already done", done.manifest())
                    : new ParsedFile(
                            path, ExitCode.REJECTED, done.manifest().error().detail(), done.manifest());
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return new ParsedFile(path, ExitCode.REJECTED, rejected.problem().detail(), rejected.manifest());
        }
        return new ParsedFile(path, ExitCode.FAILED, "the file changed while it was being read", null);
    }

    static ParsedFile failed(Path path, Throwable failure) {
        return new ParsedFile(path, ExitCode.FAILED, String.valueOf(failure.getMessage()), null);
    }

    /** The worst of all files: failed before rejected before parsed. */
    static int exitCode(List<ParsedFile> files) {
        if (files.stream().anyMatch(file -> file.exitCode == ExitCode.FAILED)) {
            return ExitCode.FAILED;
        }
        return files.stream().anyMatch(file -> file.exitCode == ExitCode.REJECTED) ? ExitCode.REJECTED : ExitCode.OK;
    }

    String line() {
        return (exitCode == ExitCode.OK ? "✓ " : "✗ ") + Shown.of(path.getFileName()) + "  " + Shown.of(how);
    }

    Map<String, Object> asJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", path.toString());
        object.put("ok", exitCode == ExitCode.OK);
        if (exitCode != ExitCode.OK) {
            object.put("why", how);
        }
        if (manifest != null) {
            object.put("manifest", manifest);
        }
        return object;
    }

    /** {@code 1 person}, {@code 5 people}. */
    static String count(Manifest manifest) {
        int count = manifest.persons() == null ? 0 : manifest.persons().size();
        return count == 1 ? "1 person" : count + " people";
    }

    /**
     * Time spent on the frame itself: the sum of its stages. Waiting in the queue is not work, and {@code infer.network} and its kin
     * are parts of {@code infer}.
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

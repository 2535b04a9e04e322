package io.limn.cli;

import io.limn.job.Outcome;
import io.limn.result.Manifest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How one file of the command line ended. */
record ParsedFile(Path path, int exitCode, String how, Manifest manifest) {
    static ParsedFile of(Path path, Outcome outcome) {
        if (outcome instanceof Outcome.Parsed parsed) {
            return new ParsedFile(path, ExitCode.OK, persons(parsed.manifest()), parsed.manifest());
        }
        if (outcome instanceof Outcome.AlreadyDone done) {
            return done.manifest().error() == null
                    ? new ParsedFile(path, ExitCode.OK, "there already", done.manifest())
                    : new ParsedFile(
                            path, ExitCode.REJECTED, done.manifest().error().detail(), done.manifest());
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return new ParsedFile(path, ExitCode.REJECTED, rejected.problem().detail(), rejected.manifest());
        }
        return new ParsedFile(path, ExitCode.FAILED, "it changed while it was read", null);
    }

    static ParsedFile failed(Path path, Throwable failure) {
        return new ParsedFile(path, ExitCode.FAILED, String.valueOf(failure.getMessage()), null);
    }

    /** The worst of all: a failure before a rejection before all well. */
    static int exitCode(List<ParsedFile> files) {
        if (files.stream().anyMatch(file -> file.exitCode == ExitCode.FAILED)) {
            return ExitCode.FAILED;
        }
        return files.stream().anyMatch(file -> file.exitCode == ExitCode.REJECTED) ? ExitCode.REJECTED : ExitCode.OK;
    }

    String line() {
        return (exitCode == ExitCode.OK ? "✓ " : "✗ ") + path.getFileName() + "  " + how;
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

    /** {@code 1 person}, {@code 5 persons}. */
    static String count(Manifest manifest) {
        int count = manifest.persons() == null ? 0 : manifest.persons().size();
        return count == 1 ? "1 person" : count + " persons";
    }

    private static String persons(Manifest manifest) {
        double millis = manifest.timings() == null
                ? 0
                : manifest.timings().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
        return count(manifest) + String.format("  %.0f ms", millis);
    }
}

package io.limn.cli;

import io.limn.cli.ParsedFile.Ending;
import io.limn.text.Shown;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts files by outcome and measures the elapsed time. Thread-safe. */
final class Totals {
    private final long start = System.nanoTime();
    private final Map<Ending, Integer> counts = new EnumMap<>(Ending.class);
    private int stale;
    private Path firstStale;

    synchronized void add(ParsedFile file) {
        counts.merge(file.ending(), 1, Integer::sum);
        stale += file.stale().size();
        if (firstStale == null && !file.stale().isEmpty()) {
            firstStale = file.stale().get(0);
        }
    }

    synchronized int done() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The exit code of the worst outcome: failed, then wrong usage, then rejected.
     *
     * @param missing whether an argument named no file
     */
    synchronized int exitCode(boolean missing) {
        if (counts.containsKey(Ending.FAILED)) {
            return ExitCode.FAILED;
        }
        if (missing) {
            return ExitCode.USAGE;
        }
        return counts.containsKey(Ending.REJECTED) ? ExitCode.REJECTED : ExitCode.OK;
    }

    /** The summary, such as {@code 120 frames: 118 parsed, 2 rejected; 34.2 s, 3.5 frames/s; results in out}. */
    synchronized String sentence(Path out) {
        String parts = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
        int done = done();
        double seconds = (System.nanoTime() - start) / 1e9;
        String rate = done < 2 ? "" : String.format(Locale.ROOT, ", %.1f frames/s", done / seconds);
        return done + (done == 1 ? " frame" : " frames") + (parts.isEmpty() ? "" : ": " + parts)
                + String.format(Locale.ROOT, "; %.1f s%s", seconds, rate) + "; results in " + Shown.of(out);
    }

    /** How many files of earlier runs with other options remain or were removed; empty if there are none. */
    synchronized String staleSentence(boolean removed) {
        if (stale == 0) {
            return "";
        }
        String files = stale + (stale == 1 ? " file" : " files") + " of earlier runs with other options";
        return removed
                ? files + " removed"
                : files + (stale == 1 ? " remains" : " remain") + ", e.g. " + Shown.of(firstStale)
                        + "; --overwrite removes " + (stale == 1 ? "it" : "them");
    }
}

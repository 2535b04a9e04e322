package io.limn.cli.eval.shot;

import io.limn.parsing.ModelId;
import java.util.Locale;
import java.util.Map;

/**
 * The result of an evaluation of shots.
 *
 * @param scores by shot, {@code all} being the last, then by way (frame by frame, moving average, steadied)
 */
public record ShotReport(ModelId model, int frames, Map<String, Map<String, ShotScore>> scores) {
    private static final String ROW = "  %-15s %7s %6s %6s  %6s  %8s %8s  %3s %3s  %6s %6s %6s%n";

    /** A table for the terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "model   %s %s%nframes  %d%n%n", model.name(), model.version(), frames));
        text.append(String.format(
                ROW,
                "",
                "person",
                "arms",
                "legs",
                "dtSSD",
                "parts %",
                "anatomy %",
                "ids",
                "occ",
                "parts",
                "anat.",
                "person"));
        scores.forEach((shot, ways) -> {
            text.append(shot).append(System.lineSeparator());
            ways.forEach((way, score) -> text.append(row(way, score)));
        });
        return text.append(String.format(
                        "%nperson, arms, legs: edge jitter in pixels at 1,024 (95th percentile); parts %%, anatomy %%: flicker;"
                                + "%nids, occ: changes of numbers, and those after a full occlusion; then mean IoU.%n"))
                .toString();
    }

    private static String row(String way, ShotScore score) {
        return String.format(
                ROW,
                way,
                two(score.jitter().getOrDefault("person", 0.0)),
                two(mean(score, "arm")),
                two(mean(score, "leg")),
                two(score.dtSsd()),
                three(100 * score.flicker().getOrDefault("parts", 0.0)),
                three(100 * score.flicker().getOrDefault("anatomy", 0.0)),
                score.switches(),
                score.switchesAfterOcclusion(),
                three(score.meanIou().getOrDefault("parts", 0.0)),
                three(score.meanIou().getOrDefault("anatomy", 0.0)),
                three(score.personIou()));
    }

    private static double mean(ShotScore score, String limb) {
        return score.jitter().entrySet().stream()
                .filter(region -> region.getKey().endsWith("-" + limb))
                .mapToDouble(Map.Entry::getValue)
                .average()
                .orElse(0);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}

package io.limn.cli.eval.shot;

import io.limn.parsing.ModelId;
import java.util.Locale;
import java.util.Map;

/**
 * Parsing frame by frame compared with parsing that reuses unchanged regions, in the same run.
 *
 * @param parsed frames per second of parsing alone
 * @param steadied frames per second of parsing and steadying, one after the other
 * @param networkShare input pixels that the network saw with reuse, as a share of those without
 * @param meanIou by layer, of single frames and steadied, over the labels that occur in the truth; empty without truth
 * @param agreement by layer, the share of pixels that have the same label both ways
 */
public record ReuseReport(
        ModelId model,
        int frames,
        int every,
        Pair parsed,
        Pair steadied,
        double networkShare,
        Map<String, Pair> meanIou,
        Map<String, Double> agreement) {
    /** A value without and with reuse. */
    public record Pair(double alone, double reused) {}

    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "%s %s, %d frames, a whole one every %d%n", model.name(), model.version(), frames, every);
        line(text, "%-24s %12s %12s %8s%n", "", "frame by frame", "with reuse", "");
        rate(text, "parsed, frames/s", parsed);
        rate(text, "and steadied, frames/s", steadied);
        line(text, "%-24s %14.3f %12.3f%n", "input of the network", 1.0, networkShare);
        meanIou.forEach((layer, pair) -> line(
                text,
                "%-24s %14.4f %12.4f %+8.2f points%n",
                "mIoU " + layer,
                pair.alone(),
                pair.reused(),
                100 * (pair.reused() - pair.alone())));
        agreement.forEach((layer, share) -> line(text, "%-24s %14s %12.4f%n", "same label, " + layer, "", share));
        return text.toString();
    }

    private static void rate(StringBuilder text, String name, Pair pair) {
        line(text, "%-24s %14.2f %12.2f %7.2fx%n", name, pair.alone(), pair.reused(), pair.reused() / pair.alone());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}

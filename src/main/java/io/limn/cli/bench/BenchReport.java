package io.limn.cli.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.limn.parsing.ModelId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The result of a measurement; times in milliseconds.
 *
 * @param frames measured one at a time, after warm-up
 * @param stages of a frame, one at a time; {@code frame} is their total and {@code bare network} the network alone, run after each frame
 * @param overhead time around the network's run over the time of that run, one frame at a time
 * @param perSecond frames per second: {@code one at a time}, {@code through the queue}, and {@code bare network} with two callers
 * @param heapPeak bytes
 * @param residentPeak bytes of the whole process, null if the system doesn't report it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BenchReport(
        ModelId model,
        int processors,
        String java,
        int frames,
        Map<String, Times> stages,
        double overhead,
        Map<String, Double> perSecond,
        long heapPeak,
        Long residentPeak) {

    /** Times of one stage, in milliseconds. */
    record Times(double median, double p99) {
        static Times of(Series series) {
            return new Times(series.millis(0.5), series.millis(0.99));
        }
    }

    static Map<String, Times> stages(OneByOne run) {
        Map<String, Times> stages = new LinkedHashMap<>();
        run.stages().forEach((name, series) -> stages.put(name, Times.of(series)));
        stages.put("frame", Times.of(run.whole()));
        stages.put("bare network", Times.of(run.bare()));
        return stages;
    }

    /** A table for the terminal. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "model      %s %s on %d cores, Java %s%n", model.name(), model.version(), processors, java);
        line(text, "frames     %d, one at a time%n%n", frames);
        line(text, "%-14s %10s %10s%n", "ms", "median", "p99");
        stages.forEach((stage, times) -> line(text, "%-14s %10.2f %10.2f%n", stage, times.median(), times.p99()));
        line(text, "%noverhead around the network  %.0f %%%n", overhead * 100);
        perSecond.forEach((what, rate) -> line(text, "%-27s  %.1f per second%n", what, rate));
        line(text, "peak heap                    %d MB%n", heapPeak >> 20);
        if (residentPeak != null) {
            line(text, "peak resident memory         %d MB%n", residentPeak >> 20);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}

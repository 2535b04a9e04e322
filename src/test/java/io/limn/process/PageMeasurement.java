package io.limn.process;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser.StartTracingOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.limn.http.Drawn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the page in Chromium, as {@code bench/page.sh} runs it: by turns 60 pictures through the page and through {@code limn parse}, then the
 * brush on a picture of 4096×3072. Prints figures and asserts nothing: they depend on what else the machine does.
 */
public final class PageMeasurement {
    private static final int PICTURES = 60;
    private static final int MOVES = 120;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String OUTPUTS = "labels,anatomy,persons";
    private static final List<String> SAMPLES = List.of("street-pair.jpg", "portrait.jpg", "crowd.jpg");

    private PageMeasurement() {}

    /** @param args how many turns */
    public static void main(String[] args) throws Exception {
        int turns = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        Path home = Files.createTempDirectory("limn-page");
        Path[] pictures = pictures(Files.createDirectories(home.resolve("pictures")));
        try (ServedPage service = ServedPage.withTheModel(home)) {
            page(service, Arrays.copyOf(pictures, SAMPLES.size())); // both programs have parsed before
            parse(home.resolve("pictures"), home.resolve("warm"));
            List<Double> ratios = new ArrayList<>();
            for (int turn = 1; turn <= turns; turn++) {
                double page = page(service, pictures);
                double parse = parse(home.resolve("pictures"), home.resolve("out" + turn));
                ratios.add(parse / page);
                print(
                        "turn %d: page %.1f s, limn parse %.1f s, page's rate %.2f of limn parse's%n",
                        turn, page, parse, parse / page);
            }
            print("page's rate: %.2f of limn parse's in the median%n", quantile(ratios, 0.5));
            brush(service, turns);
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                files.sorted((a, b) -> b.compareTo(a))
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static Path[] pictures(Path folder) throws IOException {
        Path[] pictures = new Path[PICTURES];
        for (int i = 0; i < PICTURES; i++) {
            // no numbers at the end: these are no frames of a sequence
            String name = SAMPLES.get(i % SAMPLES.size());
            pictures[i] = Files.copy(
                    Path.of("samples", name),
                    folder.resolve((char) ('a' + i / 26) + "" + (char) ('a' + i % 26) + "-" + name));
        }
        return pictures;
    }

    /** Seconds from choosing pictures until all are done. */
    private static double page(ServedPage service, Path[] pictures) {
        try (ServedPage.Tab tab = service.tab()) {
            Page page = tab.page();
            page.setDefaultTimeout(LIMIT.toMillis());
            page.waitForFunction("() => document.querySelector('.limits')");
            long start = System.nanoTime();
            page.locator("#files").setInputFiles(pictures);
            page.waitForFunction("() => document.title !== 'Limn'");
            page.waitForFunction("() => document.title === 'Limn'");
            if (page.locator(".total").isVisible()) {
                throw new IllegalStateException(page.locator(".total").innerText());
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Seconds of the whole command. */
    private static double parse(Path pictures, Path out) throws Exception {
        long start = System.nanoTime();
        try (LimnProcess limn = LimnProcess.start(
                pictures.getParent(),
                Map.of(),
                "parse",
                pictures.toString(),
                "-o",
                out.toString(),
                "--outputs",
                OUTPUTS)) {
            if (limn.exitCode(LIMIT) != 0) {
                throw new IllegalStateException(limn.output());
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void brush(ServedPage service, int turns) throws IOException {
        try (ServedPage.Tab tab = service.tab()) {
            Page page = tab.page();
            page.setDefaultTimeout(LIMIT.toMillis());
            page.setViewportSize(1440, 900);
            Path large = Files.write(Files.createTempFile("large", ".png"), Drawn.picture(4096, 3072));
            page.locator("#files").setInputFiles(large);
            page.waitForFunction("() => document.querySelector('.stage')?.frame?.maps.parts");
            page.locator("[data-edit=tool-brush]").click();
            List<Double> all = new ArrayList<>();
            for (int turn = 1; turn <= turns; turn++) {
                List<Double> found = stroke(page);
                all.addAll(found);
                print(
                        "stroke %d: %d moves, pointer to screen %.1f ms in the median, %.1f ms at the 90th percentile%n",
                        turn, found.size(), quantile(found, 0.5), quantile(found, 0.9));
            }
            print(
                    "brush: %.1f ms in the median, %.1f ms at the 90th percentile%n",
                    quantile(all, 0.5), quantile(all, 0.9));
            Files.delete(large);
        }
    }

    private static List<Double> stroke(Page page) {
        BoundingBox stage = page.locator(".stage").boundingBox();
        double x = stage.x + 120;
        double y = stage.y + stage.height / 2;
        page.mouse().move(x, y);
        page.mouse().down();
        page.context()
                .browser()
                .startTracing(
                        page,
                        new StartTracingOptions()
                                .setCategories(List.of(
                                        "devtools.timeline",
                                        "benchmark",
                                        "input",
                                        "latencyInfo",
                                        "cc",
                                        "viz",
                                        "blink")));
        for (int i = 0; i < MOVES; i++) {
            page.mouse().move(x + 4 * i, y + 80 * Math.sin(i / 9.0));
        }
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        String trace = new String(page.context().browser().stopTracing(), StandardCharsets.UTF_8);
        page.mouse().up();
        return BrushTrace.latencies(
                JsonParser.parseString(trace).getAsJsonObject().getAsJsonArray("traceEvents"));
    }

    private static double quantile(List<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    private static void print(String text, Object... values) {
        System.out.printf(Locale.ROOT, text, values);
    }
}

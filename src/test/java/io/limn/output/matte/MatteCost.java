package io.limn.output.matte;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.label.LabelSet;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.output.CostReport;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures what mattes cost: processor time of the caller and its helpers, time by the clock, and what is allocated, all warm. Arguments:
 * pictures, each as FILE or FILE,DETAIL (a limn.model.detail). What a picture's mattes hold is read from the
 * heap after a collection.
 */
final class MatteCost {
    public static void main(String[] arguments) throws Exception {
        for (String argument : arguments) {
            String[] parts = argument.split(",");
            Detail detail = parts.length > 1 ? Detail.valueOf(parts[1].toUpperCase(Locale.ROOT)) : Detail.FRAME;
            ModelSettings settings = new ModelSettings("limn", Path.of("models"), 2);
            try (OnnxParser parser =
                    OnnxParser.of(settings.with(settings.inference().with(detail)))) {
                measure(argument, MattePlanes.frame(Path.of(parts[0])), parser);
            }
        }
    }

    private static void measure(String name, Frame frame, OnnxParser parser) throws Exception {
        try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            CostReport.print(name, "cells", () -> cells(frame, parsing));
            CostReport.print(name, "frame", () -> MatteFrame.of(frame, parsing, Tuning.DEFAULT));
            long before = used();
            MatteFrame soft = MatteFrame.of(frame, parsing, Tuning.DEFAULT);
            System.out.printf(Locale.ROOT, "%-30s held %.1f MB%n", name, (used() - before) / 1e6);
            List<LabelSet> layers =
                    parsing.layers().stream().map(LabelLayer::labels).toList();
            List<Matte> mattes = MatteChoice.of(List.of(), layers, Groups.shipped(), soft);
            CostReport.print(name, mattes.size() + " read", () -> read(soft, mattes));
        }
    }

    /** As files are written from them: in runs, within each matte's window. */
    private static double read(MatteFrame soft, List<Matte> mattes) {
        MatteRows rows = new MatteRows(soft, mattes);
        List<Window> windows = mattes.stream()
                .map(matte -> MatteBounds.of(matte, soft).window())
                .toList();
        float[] row = new float[soft.width()];
        Sum sum = new Sum();
        for (int y = 0; y < soft.height(); y++) {
            rows.read(y);
            for (int i = 0; i < mattes.size(); i++) {
                Window window = windows.get(i);
                if (window != null && y >= window.top() && y < window.bottom()) {
                    rows.runs(mattes.get(i), window.left(), window.right(), row, sum);
                }
            }
        }
        return sum.value;
    }

    private static final class Sum implements MatteRows.Runs {
        private double value;

        @Override
        public void none(int from, int to) {
            value -= to - from;
        }

        @Override
        public void full(int from, int to) {
            value += to - from;
        }

        @Override
        public void values(int from, int to, float[] values) {
            for (int x = from; x < to; x++) {
                value += values[x];
            }
        }
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Cells cells(Frame frame, Parsing parsing) {
        var coverage = parsing.coverage().orElseThrow();
        var names =
                parsing.layers().stream().map(layer -> layer.labels().name()).toList();
        var levels =
                Level.of(frame, Foreground.coarsest(coverage.layer(names.get(0)).grid()));
        return Cells.of(coverage, names, levels);
    }

    private MatteCost() {}
}

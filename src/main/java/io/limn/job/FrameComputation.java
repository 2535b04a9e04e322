package io.limn.job;

import io.limn.frame.EncodedFrame;
import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateOptions;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Rendered;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.request.FrameRequest;
import io.limn.result.Legend;
import io.limn.result.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a worker computes for a frame: decode, parse, render, in this order, the deadline looked at after each. */
final class FrameComputation {
    /** What opens pictures. */
    interface Opener {
        EncodedFrame open(byte[] file, PlateOptions options) throws FrameRejectedException;
    }

    /** The drawing of the outputs. */
    interface Drawing {
        List<Rendered> render(Frame frame, Parsing parsing, Set<Output> outputs, RenderOptions options);

        /** The layers in the colours that these options draw them in. */
        default List<LabelSet> coloured(RenderOptions options, List<LabelSet> layers) {
            return layers;
        }
    }

    /**
     * What stays of a frame when its pixels are gone.
     *
     * @param legend what the ids in the files mean; null where no file has ids
     */
    record Drawn(
            int width,
            int height,
            List<Person> persons,
            Map<String, Map<String, Long>> labels,
            List<Drawn.File> files,
            Legend legend) {
        record File(Rendered rendered, String sha256) {}
    }

    private record Step(Stage stage, Action action) {}

    private interface Action {
        void on(Bench bench) throws FrameRejectedException, ParserFailedException;
    }

    /** A frame under work: each step finds what the one before has left. */
    private static final class Bench implements AutoCloseable {
        final FrameContext run;
        Frame frame;
        Parsing parsing;
        List<Rendered> drawn;

        Bench(FrameContext run) {
            this.run = run;
        }

        /** Lets go of the probabilities, which are larger than all that stays. */
        @Override
        public void close() {
            if (parsing != null) {
                parsing.close();
            }
        }
    }

    private final Opener opener;
    private final Drawing drawing;
    private final List<Step> steps;

    FrameComputation(Opener opener, Parser parser, Drawing drawing) {
        this.opener = opener;
        this.drawing = drawing;
        this.steps = List.of(
                new Step(Stage.DECODE, bench -> {
                    FrameContext run = bench.run;
                    bench.frame = run.takeOpened().decode(run::check);
                }),
                new Step(Stage.INFER, bench -> {
                    bench.parsing = parser.parse(
                            bench.frame, Output.evidence(bench.run.job().outputs()), bench.run.clock()::part);
                    bench.run.sink().found(bench.parsing);
                }),
                new Step(Stage.RENDER, bench -> {
                    FrameRequest job = bench.run.job();
                    bench.drawn = drawing.render(bench.frame, bench.parsing, job.outputs(), job.options());
                }));
    }

    /** The pixels that decoding will take, from the header alone. */
    long measure(FrameContext run) throws FrameRejectedException {
        EncodedFrame frame = opener.open(run.file(), PlateOptions.DEFAULT);
        run.opened(frame);
        return frame.header().pixels();
    }

    Drawn draw(FrameContext run) throws FrameRejectedException, ParserFailedException {
        try (Bench bench = new Bench(run)) {
            for (Step step : steps) {
                run.clock().enter(step.stage());
                step.action().on(bench);
                run.check();
            }
            return drawn(bench);
        }
    }

    private Drawn drawn(Bench bench) {
        return new Drawn(
                bench.frame.width(),
                bench.frame.height(),
                bench.parsing.persons(),
                counts(bench.parsing),
                bench.drawn.stream()
                        .map(rendered -> new Drawn.File(rendered, Sha256.of(rendered.bytes())))
                        .toList(),
                legend(bench));
    }

    private Legend legend(Bench bench) {
        FrameRequest job = bench.run.job();
        if (job.outputs().stream().noneMatch(Output::explained)) {
            return null;
        }
        List<LabelSet> layers =
                bench.parsing.layers().stream().map(LabelLayer::labels).toList();
        return Legend.of(job.options().palette(), drawing.coloured(job.options(), layers));
    }

    private static Map<String, Map<String, Long>> counts(Parsing parsing) {
        Map<String, Map<String, Long>> layers = new LinkedHashMap<>();
        for (LabelLayer layer : parsing.layers()) {
            long[] counts = layer.counts();
            Map<String, Long> byName = new LinkedHashMap<>();
            layer.labels().labels().forEach(label -> byName.put(label.name(), counts[label.id()]));
            layers.put(layer.labels().name(), byName);
        }
        return layers;
    }
}

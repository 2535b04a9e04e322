package io.limn.job;

import io.limn.edit.EditedParsing;
import io.limn.edit.FrameEdits;
import io.limn.edit.ParsingFile;
import io.limn.frame.EncodedFrame;
import io.limn.frame.Frame;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateOptions;
import io.limn.label.LabelSet;
import io.limn.output.Output;
import io.limn.output.RenderOptions;
import io.limn.output.Rendered;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.request.FrameRequest;
import io.limn.result.Legend;
import io.limn.result.Manifest;
import io.limn.result.RenderedFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a worker computes for a frame: decode, parse, render, in this order, with the deadline checked after each and within decoding and rendering. */
final class FrameComputation {
    /** Opens an encoded picture. */
    interface Opener {
        EncodedFrame open(byte[] file, PlateOptions options) throws FrameRejectedException;
    }

    /** Renders the outputs. */
    interface Rendering {
        /** @param check called every few rows; what it throws ends the rendering */
        List<Rendered> render(Frame frame, Parsing parsing, Set<Output> outputs, RenderOptions options, Runnable check);

        /** The layers in the colours that these options draw them in. */
        default List<LabelSet> coloured(RenderOptions options, List<LabelSet> layers) {
            return layers;
        }
    }

    private record Step(Stage stage, Action action) {}

    private interface Action {
        void on(Work work) throws FrameRejectedException, ParserFailedException;
    }

    /** Parses a frame that has edits; does not run the network again if its result was kept. */
    private record EditedParser(Parser parser) {
        void parse(Work work) throws ParserFailedException {
            FrameContext run = work.run;
            FrameEdits edits = run.edits();
            Parsing found = edits.evidence()
                    .flatMap(file -> ParsingFile.read(file, edits.parsing(), parser.layers()))
                    .orElse(null);
            if (found == null) {
                found = parser.with(detail(parser, run.request()))
                        .parse(work.frame, Evidence.COVERAGE, new WatchedParsing(run), run);
                if (found.coverage().isPresent()) {
                    run.evidence(ParsingFile.write(found, edits.parsing()));
                }
            }
            EditedParsing applied = EditedParsing.of(found, edits.edits(), run::check);
            work.parsing = applied.parsing();
            work.edited = edits.edited(applied);
        }
    }

    /** One frame's intermediate results: each step reads what the one before left. */
    private static final class Work implements AutoCloseable {
        final FrameContext run;
        Frame frame;
        Parsing parsing;
        Manifest.Edited edited;
        List<Rendered> rendered;

        Work(FrameContext run) {
            this.run = run;
        }

        /** Frees the probabilities, which are larger than everything that is kept. */
        @Override
        public void close() {
            if (parsing != null) {
                parsing.close();
            }
        }
    }

    private final Opener opener;
    private final Parser parser;
    private final Rendering rendering;
    private final FrameMemory memory = FrameMemory.ofThisProcess();
    private final List<Step> steps;

    FrameComputation(Opener opener, Parser parser, Rendering rendering) {
        this.opener = opener;
        this.parser = parser;
        this.rendering = rendering;
        EditedParser edited = new EditedParser(parser);
        this.steps = List.of(
                new Step(Stage.DECODE, work -> {
                    FrameContext run = work.run;
                    work.frame = run.takeOpened().decode(run::check);
                }),
                new Step(Stage.INFER, work -> {
                    FrameRequest request = work.run.request();
                    if (work.run.edits() == null) {
                        work.parsing = parser.with(detail(parser, request))
                                .parse(
                                        work.frame,
                                        Output.evidence(request.outputs()),
                                        new WatchedParsing(work.run),
                                        work.run);
                    } else {
                        edited.parse(work);
                    }
                    work.run.sink().found(work.parsing);
                }),
                new Step(Stage.RENDER, work -> {
                    FrameRequest request = work.run.request();
                    work.rendered = rendering.render(
                            work.frame, work.parsing, request.outputs(), request.options(), work.run::check);
                }));
    }

    private static Detail detail(Parser parser, FrameRequest request) {
        return parser.options().detail(request.options().detail(), Output.evidence(request.outputs()));
    }

    /** What the frame needs, from its structure alone. */
    FrameNeed measure(FrameContext run) throws FrameRejectedException {
        Set<Output> outputs = run.request().outputs();
        boolean plate = Output.needsPlate(outputs, run.request().options());
        EncodedFrame frame =
                opener.open(run.file(), new PlateOptions(run.request().reading(), plate));
        run.opened(frame);
        memory.check(frame.header().pixels(), outputs, plate);
        Detail detail = detail(parser, run.request());
        Detail own = parser.options().detail(null, Output.evidence(outputs));
        boolean passes = detail != Detail.FRAME;
        long pixels = memory.share(frame.header().pixels(), outputs, plate);
        return new FrameNeed(
                passes ? pixels + FrameMemory.DETAIL_PIXELS : pixels, frame.decodeSeconds(), passes && detail != own);
    }

    RenderedFrame run(FrameContext run) throws FrameRejectedException, ParserFailedException {
        try (Work work = new Work(run)) {
            for (Step step : steps) {
                run.clock().enter(step.stage());
                step.action().on(work);
                run.check();
            }
            return rendered(work);
        }
    }

    private RenderedFrame rendered(Work work) {
        return new RenderedFrame(
                work.frame.width(),
                work.frame.height(),
                work.parsing.persons(),
                counts(work.parsing),
                work.rendered.stream().map(RenderedFrame.File::of).toList(),
                legend(work),
                work.edited);
    }

    private Legend legend(Work work) {
        FrameRequest request = work.run.request();
        if (request.outputs().stream().noneMatch(Output::explained)) {
            return null;
        }
        List<LabelSet> layers =
                work.parsing.layers().stream().map(LabelLayer::labels).toList();
        return Legend.of(request.options().palette(), rendering.coloured(request.options(), layers));
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

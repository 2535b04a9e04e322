package io.limn.cli.eval.shot;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.label.LabelSet;
import io.limn.parsing.Evidence;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.parsing.Reuse;
import io.limn.parsing.ShotParser;
import io.limn.shot.temporal.ParsedFrame;
import io.limn.shot.temporal.TemporalFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures how much faster a shot is parsed if unchanged regions are reused, and what that costs in accuracy. Both ways take turns frame by
 * frame, so that other load on the machine slows both.
 */
public final class ReuseComparison {
    private final FrameReader reader;
    private final Parser parser;
    private final Reuse reuse;

    public ReuseComparison(FrameReader reader, Parser parser, Reuse reuse) {
        this.reader = reader;
        this.parser = parser;
        this.reuse = reuse;
    }

    /** One of the two ways, timed and evaluated. */
    private final class Way {
        private final Parser own;
        private final TemporalFilter filter;
        private final Map<String, Confusion> confusions = new LinkedHashMap<>();
        private final Map<String, Confusion> steady = new LinkedHashMap<>();
        private final Deque<ParsedFrame> waiting = new ArrayDeque<>();
        private final Deque<Optional<TruthFrame>> truths = new ArrayDeque<>();
        private long parsing;
        private long steadying;

        Way(Parser own) {
            this.own = own;
            filter = new TemporalFilter(own instanceof ShotParser);
            for (LabelSet layer : own.layers()) {
                confusions.put(layer.name(), new Confusion(layer.size()));
                steady.put(layer.name(), new Confusion(layer.size()));
            }
        }

        List<LabelLayer> take(Frame frame, TruthFrame truth) throws ParserFailedException {
            long start = System.nanoTime();
            Parsing parsed = own.parse(frame, Evidence.COVERAGE, Parser.Timings.NONE);
            long between = System.nanoTime();
            ParsedFrame seen = ParsedFrame.of(frame, parsed);
            parsing += between - start;
            steadying += System.nanoTime() - between;
            judge(truth, parsed, confusions);
            waiting.add(seen);
            truths.add(Optional.ofNullable(truth));
            if (waiting.size() > TemporalFilter.lookahead(frame.pixels())) {
                steady();
            }
            return parsed.layers();
        }

        void finish() {
            while (!waiting.isEmpty()) {
                steady();
            }
        }

        private void steady() {
            long start = System.nanoTime();
            try (Parsing steadied =
                    filter.apply(waiting.poll(), List.copyOf(waiting)).parsing()) {
                steadying += System.nanoTime() - start;
                judge(truths.poll().orElse(null), steadied, steady);
            }
        }

        private void judge(TruthFrame truth, Parsing parsed, Map<String, Confusion> by) {
            if (truth != null) {
                truth.layers().forEach((layer, ids) -> by.get(layer)
                        .add(ids, parsed.layer(layer).orElseThrow().ids()));
            }
        }

        double perSecond(int frames, long nanos) {
            return frames * 1e9 / nanos;
        }
    }

    /**
     * @param shot a folder of frames of one size, in the order of their names, with an optional folder {@code truth}
     * @throws IOException if there are no frames, or one can't be read
     * @throws IllegalArgumentException if the parser can't reuse; the message says why
     */
    public ReuseReport run(Path shot) throws IOException, FrameRejectedException, ParserFailedException {
        List<Path> plates = plates(shot);
        List<String> layers =
                parser.layers().stream().map(layer -> layer.name()).toList();
        boolean judged = Files.isDirectory(shot.resolve("truth"));
        parser.parse(reader.read(Files.readAllBytes(plates.get(0)))); // warm-up
        try (ShotParser reusing = parser.inOrder(reuse)) {
            Way alone = new Way(parser);
            Way reused = new Way(reusing);
            Map<String, double[]> same = new LinkedHashMap<>();
            for (Path plate : plates) {
                Frame frame = reader.read(Files.readAllBytes(plate));
                TruthFrame truth = judged ? TruthFrame.read(plate, layers) : null;
                List<LabelLayer> one = alone.take(frame, truth);
                List<LabelLayer> other = reused.take(frame, truth);
                for (int i = 0; i < one.size(); i++) {
                    same.computeIfAbsent(layers.get(i), name -> new double[1])[0] +=
                            same(one.get(i).ids(), other.get(i).ids()) / plates.size();
                }
            }
            alone.finish();
            reused.finish();
            return report(plates.size(), reusing.share(), alone, reused, judged, same);
        }
    }

    private ReuseReport report(
            int frames, double share, Way alone, Way reused, boolean judged, Map<String, double[]> same) {
        Map<String, ReuseReport.Pair> ious = new LinkedHashMap<>();
        Map<String, Double> agreement = new LinkedHashMap<>();
        same.forEach((layer, value) -> {
            agreement.put(layer, value[0]);
            if (judged) {
                ious.put(
                        layer + " steadied",
                        new ReuseReport.Pair(
                                alone.steady.get(layer).meanIou(),
                                reused.steady.get(layer).meanIou()));
                ious.put(
                        layer,
                        new ReuseReport.Pair(
                                alone.confusions.get(layer).meanIou(),
                                reused.confusions.get(layer).meanIou()));
            }
        });
        return new ReuseReport(
                parser.model(),
                frames,
                reuse.every(),
                new ReuseReport.Pair(alone.perSecond(frames, alone.parsing), reused.perSecond(frames, reused.parsing)),
                new ReuseReport.Pair(
                        alone.perSecond(frames, alone.parsing + alone.steadying),
                        reused.perSecond(frames, reused.parsing + reused.steadying)),
                share,
                ious,
                agreement);
    }

    private static double same(byte[] one, byte[] other) {
        int same = 0;
        for (int i = 0; i < one.length; i++) {
            same += one[i] == other[i] ? 1 : 0;
        }
        return (double) same / one.length;
    }

    private static List<Path> plates(Path shot) throws IOException {
        try (Stream<Path> all = Files.list(shot)) {
            List<Path> plates = all.filter(Files::isRegularFile).sorted().toList();
            if (plates.isEmpty()) {
                throw new IOException("there is no frame in " + shot);
            }
            return plates;
        }
    }
}

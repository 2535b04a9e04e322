package io.limn.cli.eval.shot;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import io.limn.shot.temporal.FilteredFrame;
import io.limn.shot.temporal.ParsedFrame;
import io.limn.shot.temporal.TemporalFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how steady a model's labels are on rendered shots with full truth: frame by frame, with a plain moving average, and as {@code
 * limn shot} produces them.
 */
public final class ShotEvaluation {
    private final FrameReader frames;
    private final Parser parser;
    private final Regions regions;

    public ShotEvaluation(FrameReader frames, Parser parser) {
        this.frames = frames;
        this.parser = parser;
        regions = Regions.of(parser.layers());
    }

    private record Shown(TruthFrame truth, ParsedFrame parsed) {}

    /** The three ways, evaluated side by side. */
    private record Ways(ShotScores alone, ShotScores average, ShotScores steady) {
        Ways(Parser parser) {
            this(new ShotScores(parser.layers()), new ShotScores(parser.layers()), new ShotScores(parser.layers()));
        }

        Map<String, ShotScore> scores() {
            Map<String, ShotScore> scores = new LinkedHashMap<>();
            scores.put("frame by frame", alone.score());
            scores.put("moving average", average.score());
            scores.put("steadied", steady.score());
            return scores;
        }

        void cut() {
            alone.cut();
            average.cut();
            steady.cut();
        }
    }

    /**
     * Evaluates every folder in {@code shots} that contains a folder {@code truth}.
     *
     * @return the scores of each way, by shot and last for {@code all}
     * @throws IOException if there is no such folder, or a file can't be read
     */
    public ShotReport run(Path shots) throws IOException, FrameRejectedException, ParserFailedException {
        Map<String, Map<String, ShotScore>> scores = new LinkedHashMap<>();
        Ways all = new Ways(parser);
        int count = 0;
        for (Path shot : folders(shots)) {
            Ways own = new Ways(parser);
            count += run(plates(shot), List.of(own, all));
            all.cut();
            scores.put(shot.getFileName().toString(), own.scores());
        }
        if (scores.isEmpty()) {
            throw new IOException(
                    shots + " has no folder of a shot with its truth, as models/training/render/shots.py writes it");
        }
        scores.put("all", all.scores());
        return new ShotReport(parser.model(), count, scores);
    }

    private int run(List<Path> plates, List<Ways> ways)
            throws IOException, FrameRejectedException, ParserFailedException {
        TemporalFilter filter = new TemporalFilter();
        MovingAverage average = new MovingAverage(regions);
        Deque<Shown> waiting = new ArrayDeque<>();
        Iterator<Path> rest = plates.iterator();
        for (int i = 0; i < plates.size(); i++) {
            Shown now = waiting.isEmpty() ? show(rest.next(), average, ways) : waiting.poll();
            while (rest.hasNext()
                    && waiting.size()
                            < TemporalFilter.lookahead(now.parsed().frame().pixels())) {
                waiting.add(show(rest.next(), average, ways));
            }
            FilteredFrame steadied = filter.apply(
                    now.parsed(), waiting.stream().map(Shown::parsed).toList());
            try (Parsing parsing = steadied.parsing()) {
                Answer answer = Answers.of(parsing, regions);
                for (Ways way : ways) {
                    way.steady().add(now.truth(), answer);
                }
            }
        }
        return plates.size();
    }

    private Shown show(Path plate, MovingAverage average, List<Ways> ways)
            throws IOException, FrameRejectedException, ParserFailedException {
        TruthFrame truth = TruthFrame.read(
                plate, parser.layers().stream().map(layer -> layer.name()).toList());
        Frame frame = frames.read(Files.readAllBytes(plate));
        Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Parser.Timings.NONE);
        Answer alone = Answers.of(parsing, regions);
        Answer averaged = average.of(parsing);
        for (Ways way : ways) {
            way.alone().add(truth, alone);
            way.average().add(truth, averaged);
        }
        return new Shown(truth, ParsedFrame.of(frame, parsing));
    }

    private static List<Path> folders(Path shots) throws IOException {
        try (Stream<Path> all = Files.list(shots)) {
            return all.filter(folder -> Files.isDirectory(folder.resolve("truth")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> plates(Path shot) throws IOException {
        try (Stream<Path> all = Files.list(shot)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

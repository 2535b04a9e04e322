package io.limn.model.detail;

import io.limn.frame.Frame;
import io.limn.model.input.SizeRule;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.ParserFailedException;
import io.limn.parsing.Parsing;
import java.util.Comparator;
import java.util.List;

/**
 * Parses a frame as a whole, then a crop around each of the largest persons, one after the other, and fuses them: labels from the crops,
 * persons from the whole frame. Thread-safe.
 */
public final class DetailPass {
    /** The most crops per frame; further people keep the result of the whole frame. */
    static final int MOST_CROPS = 12;
    /** A crop that the network wouldn't see larger by at least this factor is left out. */
    private static final double LEAST_GAIN = 1.25;
    /**
     * Height in cells of the network: {@link Detail#AUTO} adds the pass if most persons are smaller. Measured with the shipped model: mattes of
     * persons 28 to 65 cells high improve, those of persons 67 to 84 cells high get worse as often as better.
     */
    private static final double SMALL = 66;

    /** Runs the network on a picture. */
    public interface Network {
        Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException;
    }

    private final Network network;
    private final SizeRule sizes;
    private final Detail detail;

    /**
     * @param sizes the rule for the network's input size
     * @param detail when persons are parsed again
     */
    public DetailPass(Network network, SizeRule sizes, Detail detail) {
        this.network = network;
        this.sizes = sizes;
        this.detail = detail;
    }

    /** As {@link io.limn.parsing.Parser#parse(Frame, Evidence, Timings)}. */
    public Parsing parse(Frame frame, Evidence evidence, Timings timings) throws ParserFailedException {
        Parsing found = fused(frame, timings);
        if (evidence == Evidence.COVERAGE) {
            return found;
        }
        found.close();
        return new Parsing(found.width(), found.height(), found.layers(), found.personMap(), found.persons());
    }

    private Parsing fused(Frame frame, Timings timings) throws ParserFailedException {
        Parsing whole = network.parse(frame, Evidence.COVERAGE, timings);
        List<Crop> crops = crops(frame, whole);
        if (crops.isEmpty()) {
            return whole;
        }
        try (whole) {
            Fusion fusion = new Fusion(whole, crops);
            for (Crop crop : crops) {
                timings.check();
                try (Parsing detail = network.parse(crop.of(frame), Evidence.COVERAGE, timings)) {
                    long start = System.nanoTime();
                    fusion.add(crop, detail);
                    timings.add("decoder", System.nanoTime() - start);
                }
            }
            long start = System.nanoTime();
            Parsing fused = fusion.parsing();
            timings.add("decoder", System.nanoTime() - start);
            return fused;
        }
    }

    private List<Crop> crops(Frame frame, Parsing whole) {
        if (detail == Detail.AUTO && !mostAreSmall(whole)) {
            return List.of();
        }
        return whole.persons().stream()
                .map(person -> Crop.around(person.id(), person.box(), frame.width(), frame.height()))
                .map(crop -> crop.withGain(
                        scale(crop.width(), crop.height(), frame) / scale(frame.width(), frame.height(), frame)))
                .filter(crop -> crop.gain() >= LEAST_GAIN)
                .limit(MOST_CROPS)
                .sorted(Comparator.comparingDouble(Crop::gain))
                .toList();
    }

    /** Whether most persons are small. Then all get a crop: with crops of only some, the mattes of people next to them get worse. */
    private static boolean mostAreSmall(Parsing whole) {
        double cell = whole.coverage().orElseThrow().owners().grid().stepY();
        long small = whole.persons().stream()
                .filter(person -> person.box().height() < SMALL * cell)
                .count();
        return 2 * small > whole.persons().size();
    }

    /** Input pixels per frame pixel, vertically. */
    private double scale(int width, int height, Frame frame) {
        int shown = (int) Math.max(1, Math.round(width * frame.metadata().pixelAspect()));
        return sizes.plan(shown, height).contentHeight() / (double) height;
    }
}

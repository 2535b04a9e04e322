package io.limn.output.matte;

import io.limn.frame.Frame;
import io.limn.parsing.Coverage;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.List;

/**
 * The soft coverage of a frame at its own resolution: everybody's matte, and how it is shared among persons and labels. Shares sum to 1,
 * so what is of one person sums to the person, and persons sum to everybody. Immutable.
 */
public final class MatteFrame {
    private final Parsing parsing;
    private final Cells cells;
    private final Level frame;
    private final Level coarse;
    private final float[] foreground;
    private final FrameShares owners;
    private final List<FrameShares> layers = new ArrayList<>();

    private MatteFrame(Parsing parsing, Cells cells, List<Level> levels, Tuning tuning) {
        this.parsing = parsing;
        this.cells = cells;
        this.frame = levels.get(0);
        coarse = levels.get(levels.size() - 1);
        foreground = Foreground.of(cells, levels, tuning);
        owners = parsing.persons().size() > 1
                ? FrameShares.of(cells.owners(), cells.foreground(), coarse, this.frame, tuning)
                : null;
        cells.layers()
                .values()
                .forEach(layer -> layers.add(FrameShares.of(layer, cells.foreground(), coarse, this.frame, tuning)));
    }

    /**
     * @param frame the one that was parsed
     * @throws IllegalArgumentException where the parsing has no coverage
     */
    public static MatteFrame of(Frame frame, Parsing parsing) {
        return of(frame, parsing, Tuning.DEFAULT);
    }

    static MatteFrame of(Frame frame, Parsing parsing, Tuning tuning) {
        Coverage coverage = parsing.coverage()
                .orElseThrow(() -> new IllegalArgumentException("mattes need a parsing with its coverage"));
        Cells cells = Cells.of(
                coverage,
                parsing.layers().stream().map(layer -> layer.labels().name()).toList());
        return new MatteFrame(parsing, cells, Level.of(frame, Foreground.coarsest(cells.grid())), tuning);
    }

    public int width() {
        return frame.width();
    }

    public int height() {
        return frame.height();
    }

    Parsing parsing() {
        return parsing;
    }

    Cells cells() {
        return cells;
    }

    /** The frame itself. */
    Level frame() {
        return frame;
    }

    /** The smallest of the frame that was worked on. */
    Level coarse() {
        return coarse;
    }

    /** Everybody's coverage, 0..1, row-major. */
    float[] foreground() {
        return foreground;
    }

    /** Null where there is one person or none. */
    FrameShares owners() {
        return owners;
    }

    /** By layer, the main one first. */
    List<FrameShares> layers() {
        return layers;
    }
}

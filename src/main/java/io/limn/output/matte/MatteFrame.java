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
    private final Gaps gaps;
    private final byte[] foregroundStates;
    private final FrameShares owners;
    private final List<FrameShares> layers = new ArrayList<>();
    private final PlaneBounds bounds;

    private MatteFrame(Parsing parsing, Cells cells, List<Level> levels, Tuning tuning) {
        check(parsing);
        this.parsing = parsing;
        this.cells = cells;
        this.frame = levels.get(0);
        coarse = levels.get(levels.size() - 1);
        foreground = Foreground.of(cells, levels, tuning, () -> check(parsing));
        check(parsing);
        Level shares =
                Math.min(cells.grid().stepX(), cells.grid().stepY()) >= 2 * coarse.scale() ? coarse.half() : coarse;
        gaps = new Gaps(shares, frame.width(), frame.height());
        foregroundStates = GapStates.of(foreground, gaps, frame.width());
        GapColours colours = new GapColours(frame, gaps);
        ShareGuide guide = new ShareGuide(shares, tuning);
        owners = parsing.persons().size() > 1 ? fitted(cells.owners(), guide, colours) : null;
        cells.layers().values().forEach(layer -> layers.add(fitted(layer, guide, colours)));
        bounds = PlaneBounds.of(cells);
    }

    private FrameShares fitted(CellShares shares, ShareGuide guide, GapColours colours) {
        check();
        return FrameShares.of(shares, cells.foreground(), guide, gaps, frame, colours, foregroundStates);
    }

    /**
     * Made once for all outputs of a frame.
     *
     * @param frame the one that was parsed
     * @throws IllegalArgumentException where the parsing has no coverage
     */
    public static MatteFrame of(Frame frame, Parsing parsing) {
        return coverage(parsing).once(MatteFrame.class, () -> of(frame, parsing, Tuning.DEFAULT));
    }

    static MatteFrame of(Frame frame, Parsing parsing, Tuning tuning) {
        List<String> names =
                parsing.layers().stream().map(layer -> layer.labels().name()).toList();
        Coverage coverage = coverage(parsing);
        List<Level> levels =
                Level.of(frame, Foreground.coarsest(coverage.layer(names.get(0)).grid()));
        Cells cells = Cells.of(coverage, names, levels);
        return new MatteFrame(parsing, cells, levels, tuning);
    }

    private static Coverage coverage(Parsing parsing) {
        return parsing.coverage()
                .orElseThrow(() -> new IllegalArgumentException("mattes need a parsing with its coverage"));
    }

    private static void check(Parsing parsing) {
        parsing.coverage().ifPresent(Coverage::check);
    }

    /** As {@link Coverage#check}. */
    public void check() {
        check(parsing);
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

    /** The gaps that shares are read by. */
    Gaps gaps() {
        return gaps;
    }

    /** What everybody's coverage is in each gap, see {@link GapStates}. */
    byte[] foregroundStates() {
        return foregroundStates;
    }

    /** Where each person and label lies. */
    PlaneBounds bounds() {
        return bounds;
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

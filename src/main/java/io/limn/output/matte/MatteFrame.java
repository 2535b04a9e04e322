package io.limn.output.matte;

import io.limn.frame.Frame;
import io.limn.parsing.Coverage;
import io.limn.parsing.Parsing;
import java.util.ArrayList;
import java.util.List;

/**
 * The soft coverage of a frame at its own resolution: the matte of all people, and how it is divided among persons and labels. Shares sum
 * to 1, so a person's parts sum to the person, and persons sum to the matte of all people. Immutable.
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
    private final List<FrameShares> layers;
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
        List<CellShares> sets = new ArrayList<>(cells.layers().values());
        if (parsing.persons().size() > 1) {
            sets.add(cells.owners());
        }
        FrameShares[] fitted = new FrameShares[sets.size()];
        Shared.steps(fitted.length, () -> new ShareGuide(shares, tuning), (guide, i) -> {
            check();
            fitted[i] = FrameShares.of(sets.get(i), cells.foreground(), guide, gaps, frame, colours, foregroundStates);
        });
        layers = List.of(fitted).subList(0, cells.layers().size());
        owners = fitted.length > layers.size() ? fitted[layers.size()] : null;
        bounds = PlaneBounds.of(cells);
    }

    /**
     * Computes the coverage; done once for all outputs of a frame.
     *
     * @param frame the parsed frame
     * @throws IllegalArgumentException if the parsing has no coverage
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

    /** The coarsest level of the frame. */
    Level coarse() {
        return coarse;
    }

    /** The coverage of all people, 0..1, row-major. */
    float[] foreground() {
        return foreground;
    }

    /** The gaps that shares are stored by. */
    Gaps gaps() {
        return gaps;
    }

    /** The state of {@link #foreground} in each gap, see {@link GapStates}. */
    byte[] foregroundStates() {
        return foregroundStates;
    }

    /** The bounds of each person and label. */
    PlaneBounds bounds() {
        return bounds;
    }

    /** The shares of persons; null if there is at most one. */
    FrameShares owners() {
        return owners;
    }

    /** The shares of labels by layer, the main one first. */
    List<FrameShares> layers() {
        return layers;
    }
}

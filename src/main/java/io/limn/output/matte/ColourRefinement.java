package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.function.IntPredicate;

/**
 * Applies {@link ColourOdds} to a grid of any size. In a grid with many cells, such as that of a detail pass over single persons, several
 * cells are treated as one, so that windows keep their size in the picture and the time is bounded.
 *
 * @param factor cells per side of a block
 */
record ColourRefinement(CellGrid grid, int factor) {
    private static final int MOST_CELLS = 25_000;

    static ColourRefinement of(CellGrid grid) {
        return new ColourRefinement(grid, (int) Math.ceil(Math.sqrt((double) grid.cells() / MOST_CELLS)));
    }

    /**
     * Refines the foreground.
     *
     * @param foreground the network's share of each cell that belongs to people, 0..1; modified
     * @param decided cells that must not change
     * @param level of the frame, with at least one pixel per cell
     */
    void apply(float[] foreground, IntPredicate decided, Level level) {
        CellBlocks of = new CellBlocks(grid, factor);
        CellGrid blocks = of.blocks();
        Level colours = level;
        while (2 * colours.scale() <= Math.min(blocks.stepX(), blocks.stepY()) + 0.01) {
            colours = colours.half();
        }
        float[] added = new ColourOdds(blocks, colours.at(blocks)).added(of.means(foreground));
        Taps across = Taps.of(grid.width(), 1.0 / factor, 0, blocks.width());
        Taps down = Taps.of(grid.height(), 1.0 / factor, 0, blocks.height());
        float[] line = new float[blocks.width()];
        for (int y = 0, cell = 0; y < grid.height(); y++) {
            int low = down.low()[y] * line.length;
            int high = down.high()[y] * line.length;
            for (int x = 0; x < line.length; x++) {
                line[x] = added[low + x] + (added[high + x] - added[low + x]) * down.fraction()[y];
            }
            for (int x = 0; x < grid.width(); x++, cell++) {
                float more = across.of(line, x);
                if (more != 0 && !decided.test(cell)) {
                    double odds = ColourOdds.odds(foreground[cell]);
                    if (Math.abs(odds) < ColourOdds.SURE) {
                        foreground[cell] = ColourOdds.probability(odds + more);
                    }
                }
            }
        }
    }
}

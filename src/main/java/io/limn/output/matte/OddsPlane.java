package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Log-odds of the foreground. If a cell of the network covers many pixels, they are refined by colour from coarse cells to fine ones.
 *
 * @param values row-major
 */
record OddsPlane(CellGrid grid, float[] values) {
    private static final float LEAST = 1e-5f;
    /** A cell with at least this many frame pixels per side is divided. */
    private static final double LARGE = 12;

    private static final double SMALLEST = 3;
    /** Bounds time and memory for large frames. */
    private static final int MOST_CELLS = 200_000;

    /**
     * Computes the log-odds.
     *
     * @param foreground probability of each cell, 0..1
     * @param decided cells that colour must not change
     * @param levels of the frame, the frame itself first
     */
    static OddsPlane of(CellGrid grid, float[] foreground, IntPredicate decided, List<Level> levels) {
        float[] odds = new float[foreground.length];
        for (int i = 0; i < odds.length; i++) {
            float p = Math.min(1 - LEAST, Math.max(LEAST, foreground[i]));
            odds[i] = (float) Math.log(p / (1 - p));
        }
        OddsPlane plane = new OddsPlane(grid, odds);
        if (side(grid) < LARGE) {
            return plane;
        }
        IntPredicate fixed = decided;
        while (4 * plane.grid.cells() <= MOST_CELLS && side(plane.grid) / 2 >= SMALLEST) {
            int width = plane.grid.width();
            IntPredicate coarse = fixed;
            fixed = cell -> coarse.test(cell / (2 * width) / 2 * width + cell % (2 * width) / 2);
            plane = plane.finer(fixed, levels);
        }
        return plane;
    }

    private static double side(CellGrid grid) {
        return Math.min(grid.stepX(), grid.stepY());
    }

    /** Divides each cell into four, and refines the uncertain ones by colour. */
    private OddsPlane finer(IntPredicate decided, List<Level> levels) {
        CellGrid fine = new CellGrid(
                2 * grid.width(), 2 * grid.height(), grid.left(), grid.top(), grid.stepX() / 2, grid.stepY() / 2);
        float[] odds = enlarged(fine);
        float[] probabilities = new float[odds.length];
        for (int i = 0; i < odds.length; i++) {
            probabilities[i] = ColourOdds.probability(odds[i]);
        }
        float[] added = new ColourOdds(fine, level(fine, levels).at(fine)).added(probabilities);
        for (int i = 0; i < odds.length; i++) {
            odds[i] += added[i] != 0 && !decided.test(i) ? added[i] : 0;
        }
        return new OddsPlane(fine, odds);
    }

    private float[] enlarged(CellGrid fine) {
        Taps across = Taps.of(fine.width(), 0.5, 0, grid.width());
        Taps down = Taps.of(fine.height(), 0.5, 0, grid.height());
        float[] odds = new float[fine.cells()];
        float[] line = new float[grid.width()];
        for (int y = 0, at = 0; y < fine.height(); y++) {
            int low = down.low()[y] * line.length;
            int high = down.high()[y] * line.length;
            for (int x = 0; x < line.length; x++) {
                line[x] = values[low + x] + (values[high + x] - values[low + x]) * down.fraction()[y];
            }
            for (int x = 0; x < fine.width(); x++) {
                odds[at++] = across.of(line, x);
            }
        }
        return odds;
    }

    /** The coarsest level with at least one pixel per cell. */
    private static Level level(CellGrid fine, List<Level> levels) {
        Level found = levels.get(0);
        for (Level level : levels) {
            found = level.scale() <= side(fine) + 0.01 ? level : found;
        }
        return found;
    }
}

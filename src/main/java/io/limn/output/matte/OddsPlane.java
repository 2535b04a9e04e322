package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Log-odds of the foreground, decided by colour from coarse cells to fine ones where a cell of the network is many pixels.
 *
 * @param values row-major
 */
record OddsPlane(CellGrid grid, float[] values) {
    private static final float LEAST = 1e-5f;
    /** From so many pixels a side on, a cell is divided. */
    private static final double LARGE = 12;

    private static final double SMALLEST = 3;
    /** So that time and memory are bounded, however large the frame. */
    private static final int MOST_CELLS = 200_000;

    /**
     * @param foreground probabilities by cell
     * @param decided cells that colour doesn't change
     * @param levels of the frame, the frame first
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

    /** Each cell as four, decided anew where they aren't sure. */
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

    /** The smallest that has a pixel for each cell. */
    private static Level level(CellGrid fine, List<Level> levels) {
        Level found = levels.get(0);
        for (Level level : levels) {
            found = level.scale() <= side(fine) + 0.01 ? level : found;
        }
        return found;
    }
}

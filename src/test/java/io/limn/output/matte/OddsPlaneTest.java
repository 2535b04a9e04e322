package io.limn.output.matte;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.Frame;
import io.limn.parsing.CellGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A blue square before an orange wall, whose edges lie within large cells. */
class OddsPlaneTest {
    private static final int SIDE = 640;
    private static final int CELL = 32;
    private static final CellGrid GRID = new CellGrid(SIDE / CELL, SIDE / CELL, 0, 0, CELL, CELL);

    private static boolean blue(double x, double y) {
        return x >= 200 && x < 436 && y >= 200 && y < 436;
    }

    private static List<Level> levels() {
        byte[] bgr = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            boolean blue = blue(i % SIDE, i / SIDE);
            int shade = 5 * (i % 3);
            bgr[3 * i] = (byte) ((blue ? 200 : 50) + shade);
            bgr[3 * i + 1] = (byte) (100 + shade);
            bgr[3 * i + 2] = (byte) ((blue ? 60 : 200) - shade);
        }
        return Level.of(new Frame(SIDE, SIDE, bgr), CELL);
    }

    /** The network is sure a cell away from the edge. */
    private static float[] foreground() {
        float[] foreground = new float[GRID.cells()];
        for (int cell = 0; cell < foreground.length; cell++) {
            int x = cell % GRID.width();
            int y = cell / GRID.width();
            boolean inside = x >= 7 && x < 13 && y >= 7 && y < 13;
            boolean around = x >= 5 && x < 15 && y >= 5 && y < 15;
            foreground[cell] = inside ? 0.9999f : around ? 0.5f : 0.0001f;
        }
        return foreground;
    }

    private static double wrong(OddsPlane odds) {
        CellGrid grid = odds.grid();
        int wrong = 0;
        for (int cell = 0; cell < grid.cells(); cell++) {
            double x = (cell % grid.width() + 0.5) * grid.stepX();
            double y = (cell / grid.width() + 0.5) * grid.stepY();
            wrong += odds.values()[cell] > 0 == blue(x, y) ? 0 : 1;
        }
        return wrong * grid.stepX() * grid.stepY();
    }

    @Test
    void largeCellsAreDividedAndDecidedByColour() {
        OddsPlane odds = OddsPlane.of(GRID, foreground(), cell -> false, levels());
        assertThat(odds.grid().stepX()).isLessThan(CELL / 2.0);
        assertThat(wrong(odds)).as("pixels on the wrong side").isLessThan(SIDE * SIDE / 200.0);
    }

    @Test
    void editedCellsStay() {
        float[] foreground = foreground();
        OddsPlane odds = OddsPlane.of(GRID, foreground, cell -> true, levels());
        for (int cell = 0; cell < odds.grid().cells(); cell++) {
            double x = (cell % odds.grid().width() + 0.5) * odds.grid().stepX();
            double y = (cell / odds.grid().width() + 0.5) * odds.grid().stepY();
            float network = foreground[(int) (y / CELL) * GRID.width() + (int) (x / CELL)];
            if (network != 0.5f) {
                assertThat(odds.values()[cell] > 0).as("%s,%s", x, y).isEqualTo(network > 0.5f);
            }
        }
    }

    @Test
    void smallCellsAreNotDivided() {
        CellGrid small = new CellGrid(80, 80, 0, 0, 8, 8);
        OddsPlane odds = OddsPlane.of(small, new float[small.cells()], cell -> false, levels());
        assertThat(odds.grid()).isEqualTo(small);
    }
}

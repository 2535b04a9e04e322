package io.limn.output.matte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.parsing.CellGrid;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What colour makes of cells of which the network isn't sure: a blue square before an orange wall. */
class ColourRefinementTest {
    private static final int SIDE = 40;
    private static final CellGrid GRID = new CellGrid(SIDE, SIDE, 0, 0, 8, 8);

    /** Whether a cell is blue. */
    private static boolean blue(int x, int y) {
        return x >= 12 && x < 28 && y >= 12 && y < 28;
    }

    private static Level colours() {
        byte[] bgr = new byte[3 * SIDE * SIDE];
        for (int cell = 0; cell < SIDE * SIDE; cell++) {
            boolean blue = blue(cell % SIDE, cell / SIDE);
            int shade = 5 * (cell % 3);
            bgr[3 * cell] = (byte) ((blue ? 200 : 50) + shade);
            bgr[3 * cell + 1] = (byte) (100 + shade);
            bgr[3 * cell + 2] = (byte) ((blue ? 60 : 200) - shade);
        }
        return new Level(8, SIDE, SIDE, bgr);
    }

    /** The network's square lies three cells to the right, and it is sure only two cells from the edges of both. */
    private static float[] shifted(float sure, float unsure) {
        float[] foreground = new float[SIDE * SIDE];
        for (int cell = 0; cell < foreground.length; cell++) {
            int x = cell % SIDE;
            int y = cell / SIDE;
            boolean seen = blue(x - 3, y);
            boolean near = x >= 9 && x < 33 && y >= 10 && y < 30 && !(x >= 17 && x < 26 && y >= 14 && y < 26);
            float confidence = near ? unsure : sure;
            foreground[cell] = seen ? confidence : 1 - confidence;
        }
        return foreground;
    }

    @Test
    void unsureCellsAreDecidedByColour() {
        float[] foreground = shifted(0.999f, 0.8f);
        ColourRefinement.of(GRID).apply(foreground, cell -> false, colours());
        for (int cell = 0; cell < foreground.length; cell++) {
            assertThat(foreground[cell] > 0.5f)
                    .as("cell %d,%d", cell % SIDE, cell / SIDE)
                    .isEqualTo(blue(cell % SIDE, cell / SIDE));
        }
    }

    @Test
    void sureCellsStay() {
        float[] foreground = shifted(0.999f, 0.999f);
        float[] before = foreground.clone();
        ColourRefinement.of(GRID).apply(foreground, cell -> false, colours());
        for (int cell = 0; cell < foreground.length; cell++) {
            assertThat(foreground[cell] > 0.5f).isEqualTo(before[cell] > 0.5f);
        }
    }

    @Test
    void cellsThatWereEditedByHandStay() {
        float[] foreground = shifted(0.999f, 0.8f);
        float[] before = foreground.clone();
        ColourRefinement.of(GRID).apply(foreground, cell -> true, colours());
        assertThat(foreground).isEqualTo(before);
    }

    @Test
    void framesWithoutPeopleOrOfOneColourStayUnchanged() {
        float[] nobody = new float[SIDE * SIDE];
        Arrays.fill(nobody, 0.2f);
        ColourRefinement.of(GRID).apply(nobody, cell -> false, colours());
        for (float value : nobody) {
            assertThat(value).isCloseTo(0.2f, within(1e-5f));
        }

        byte[] grey = new byte[3 * SIDE * SIDE];
        Arrays.fill(grey, (byte) 100);
        float[] foreground = shifted(0.999f, 0.8f);
        float[] before = foreground.clone();
        ColourRefinement.of(GRID).apply(foreground, cell -> false, new Level(8, SIDE, SIDE, grey));
        for (int cell = 0; cell < foreground.length; cell++) {
            assertThat(foreground[cell] > 0.5f).isEqualTo(before[cell] > 0.5f);
        }
    }

    @Test
    void aGridOfManyMoreCellsIsDecidedInTheSameWay() {
        int finer = 4;
        float[] coarse = shifted(0.999f, 0.8f);
        float[] fine = new float[coarse.length * finer * finer];
        int side = SIDE * finer;
        for (int cell = 0; cell < fine.length; cell++) {
            fine[cell] = coarse[cell / side / finer * SIDE + cell % side / finer];
        }
        ColourRefinement refinement = new ColourRefinement(new CellGrid(side, side, 0, 0, 2, 2), finer);
        refinement.apply(fine, cell -> false, colours());
        int wrong = 0;
        for (int cell = 0; cell < fine.length; cell++) {
            wrong += fine[cell] > 0.5f == blue(cell % side / finer, cell / side / finer) ? 0 : 1;
        }
        assertThat(wrong).isLessThan(side); // along the outline, between two blocks
        assertThat(ColourRefinement.of(GRID).factor()).isEqualTo(1);
        assertThat(ColourRefinement.of(new CellGrid(512, 384, 0, 0, 2, 2)).factor())
                .isEqualTo(3);
    }
}

package io.limn.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.parsing.Coverages;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Whose a cell is, as probabilities. */
class OwnerCellsTest {
    private static final int ROW = 50;

    /** Two people side by side, the border at column 16. */
    private static Scene touching() {
        return new Scene(32, 24).person(4, 2, 12, 20, 0.9f).person(16, 2, 10, 20, 0.8f);
    }

    private static float[] row(OneHotMap map, int y) {
        float[] row = new float[map.planes() * map.width()];
        map.rows().read(y, row);
        return row;
    }

    @Test
    void betweenTouchingPeopleOwnershipPassesOverSmoothly() {
        Scene scene = touching();
        OneHotMap map = OwnerCells.of(scene.decode(), scene.grid);
        float[] row = row(map, ROW);
        int first = map.width();
        float steepest = 0;
        for (int x = 1; x < map.width(); x++) {
            assertThat(row[first + x]).isLessThanOrEqualTo(row[first + x - 1] + 1e-6f);
            steepest = Math.max(steepest, row[first + x - 1] - row[first + x]);
        }
        int border = 16 * Grids.STRIDE;
        assertThat(row[first + border - 1]).isCloseTo(0.5f, within(0.12f)).isGreaterThan(0.5f);
        assertThat(steepest).as("of a pixel").isLessThan(0.5f / Grids.STRIDE);
        assertThat(row[first + border - 4 * Grids.STRIDE]).isEqualTo(1);
        assertThat(row[2 * map.width() + border + 4 * Grids.STRIDE]).isEqualTo(1);
    }

    @Test
    void ownersSumToOneAndTheMostLikelyOneIsThePersonMaps() {
        Scene scene = touching();
        PersonDecoder.Persons persons = scene.decode();
        OneHotMap map = OwnerCells.of(persons, scene.grid);
        byte[] everywhere = persons.map().ids().clone();
        float[] row = new float[map.planes() * map.width()];
        OneHotMap.Rows rows = map.rows();
        for (int y = 0, i = 0; y < map.height(); y++) {
            rows.read(y, row);
            for (int x = 0; x < map.width(); x++, i++) {
                everywhere[i] = everywhere[i] != 0 ? everywhere[i] : (byte) (row[map.width() + x] >= 0.5f ? 1 : 2);
            }
        }
        assertThat(Coverages.different(map, everywhere)).isLessThan(0.005);
    }

    @Test
    void aPersonWhoseCentreWasMissedHasSoftBordersToo() {
        Scene scene = new Scene(40, 24).person(2, 2, 8, 20, 0.9f).person(20, 2, 12, 20, 0);
        OneHotMap map = OwnerCells.of(scene.decode(), scene.grid);
        float[] row = row(map, ROW);
        assertThat(map.planes()).isEqualTo(3);
        float[] cells = new float[map.planes() * scene.grid.cells()];
        map.cells(cells);
        int soft = 0;
        for (float value : cells) {
            soft += value > 0.05f && value < 0.95f ? 1 : 0;
        }
        assertThat(soft).as("cells of both").isPositive();
        assertThat(row[map.width() + 25 * Grids.STRIDE]).isEqualTo(1);
    }

    @Test
    void aSinglePersonOwnsTheWholeFrame() {
        Scene scene = new Scene(16, 12).person(4, 2, 6, 8, 0.9f);
        float[] row = row(OwnerCells.of(scene.decode(), scene.grid), 3);
        assertThat(Arrays.copyOfRange(row, row.length / 2, row.length)).containsOnly(1);
    }
}

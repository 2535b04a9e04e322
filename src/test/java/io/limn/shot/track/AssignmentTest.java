package io.limn.shot.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    @Test
    void costsAsLittleAsTheBestOfAllPairings() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(5);
            float[][] costs = new float[rows][columns];
            for (float[] row : costs) {
                for (int i = 0; i < columns; i++) {
                    row[i] = random.nextInt(20) - 5;
                }
            }
            int[] pairs = Assignment.of(costs);
            double sum = 0;
            int paired = 0;
            boolean[] taken = new boolean[columns];
            for (int row = 0; row < rows; row++) {
                if (pairs[row] >= 0) {
                    assertThat(taken[pairs[row]]).isFalse();
                    taken[pairs[row]] = true;
                    sum += costs[row][pairs[row]];
                    paired++;
                }
            }
            assertThat(paired).isEqualTo(Math.min(rows, columns));
            assertThat(sum).isCloseTo(best(costs, 0, new boolean[columns], Math.max(0, rows - columns)), within(1e-3));
        }
    }

    /** By trying everything; so many rows may be left out. */
    private static double best(float[][] costs, int row, boolean[] taken, int out) {
        if (row == costs.length) {
            return 0;
        }
        double best = out > 0 ? best(costs, row + 1, taken, out - 1) : Double.POSITIVE_INFINITY;
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                best = Math.min(best, costs[row][column] + best(costs, row + 1, taken, out));
                taken[column] = false;
            }
        }
        return best;
    }

    @Test
    void emptySetsArePairedWithNothing() {
        assertThat(Assignment.of(new float[0][0])).isEmpty();
    }
}

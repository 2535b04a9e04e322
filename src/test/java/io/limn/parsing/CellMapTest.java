package io.limn.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CellMapTest {
    private static final int PLANES = 5;
    private static final int WIDTH = 61;
    private static final int HEIGHT = 47;

    /** Cells of which some have one plane, and some several. */
    private static CellMap map(CellGrid grid, Random random) {
        float[] cells = new float[PLANES * grid.cells()];
        for (int cell = 0; cell < grid.cells(); cell++) {
            int likely = random.nextInt(PLANES);
            float most = random.nextBoolean() ? 1 : random.nextFloat();
            for (int plane = 0; plane < PLANES; plane++) {
                cells[plane * grid.cells() + cell] = plane == likely ? most : (1 - most) / (PLANES - 1);
            }
        }
        return new CellMap(cells, PLANES, WIDTH, HEIGHT, grid);
    }

    @Test
    void theHardMapHasTheMostProbablePlaneOfEachPixel() {
        Random random = new Random(7);
        for (CellGrid grid : new CellGrid[] {
            new CellGrid(16, 12, 0, 0, WIDTH / 16.0, HEIGHT / 12.0), new CellGrid(9, 7, -1.5, -2, 7.3, 7.6)
        }) {
            CellMap map = map(grid, random);
            byte[] winners = map.winners();
            float[] row = new float[PLANES * WIDTH];
            ProbabilityMap.Rows rows = map.rows();
            for (int y = 0; y < HEIGHT; y++) {
                rows.read(y, row);
                for (int x = 0; x < WIDTH; x++) {
                    float most = 0;
                    for (int plane = 0; plane < PLANES; plane++) {
                        most = Math.max(most, row[plane * WIDTH + x]);
                    }
                    assertThat(row[winners[y * WIDTH + x] * WIDTH + x])
                            .as("%d,%d", x, y)
                            .isGreaterThan(most - 1e-5f);
                }
            }
        }
    }

    /** What is left out of the arithmetic is left out of the answer too: planes that are absent almost everywhere change nothing. */
    @Test
    void absentPlanesChangeNothing() {
        CellGrid grid = new CellGrid(20, 15, -1, 0.5, WIDTH / 18.0, HEIGHT / 15.0);
        Random random = new Random(3);
        float[] two = new float[2 * grid.cells()];
        float[] many = new float[PLANES * grid.cells()];
        for (int cell = 0; cell < grid.cells(); cell++) {
            boolean inside = cell % 20 > 5 && cell % 20 < 12 && cell / 20 > 3 && cell / 20 < 11;
            float share = inside ? random.nextFloat() : 0;
            two[cell] = many[cell] = 1 - share;
            two[grid.cells() + cell] = many[3 * grid.cells() + cell] = share;
        }
        CellMap expected = new CellMap(two, 2, WIDTH, HEIGHT, grid);
        CellMap map = new CellMap(many, PLANES, WIDTH, HEIGHT, grid);
        float[] row = new float[2 * WIDTH];
        float[] other = new float[PLANES * WIDTH];
        ProbabilityMap.Rows rows = expected.rows();
        ProbabilityMap.Rows others = map.rows();
        byte[] hard = expected.winners();
        byte[] otherHard = map.winners();
        for (int y = HEIGHT - 1; y >= 0; y--) {
            rows.read(y, row);
            others.read(y, other);
            for (int x = 0; x < WIDTH; x++) {
                assertThat(other[x]).isEqualTo(row[x]);
                assertThat(other[3 * WIDTH + x]).isEqualTo(row[WIDTH + x]);
                assertThat(otherHard[y * WIDTH + x]).isEqualTo((byte) (3 * hard[y * WIDTH + x]));
            }
        }
    }
}

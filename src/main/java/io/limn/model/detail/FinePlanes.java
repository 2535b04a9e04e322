package io.limn.model.detail;

import io.limn.parsing.CellGrid;
import io.limn.parsing.CellMap;
import java.util.Arrays;

/**
 * Probabilities on a fine grid, into which those of crops are blended. Most planes are 0 in most rows, which are skipped. Not thread-safe.
 *
 * @param values plane by plane, each row-major
 * @param there whether row y of plane n may hold more than 0, at {@code n * grid.height() + y}
 */
record FinePlanes(CellGrid grid, int planes, float[] values, boolean[] there) {
    /** @param map whose pixels are the grid's cells */
    static FinePlanes of(CellMap map, CellGrid grid) {
        int cells = grid.cells();
        float[] values = new float[map.planes() * cells];
        boolean[] there = new boolean[map.planes() * grid.height()];
        CellMap.Pixels pixels = map.pixels();
        for (int y = 0; y < grid.height(); y++) {
            int row = y;
            int from = y * grid.width();
            pixels.read(y, (plane, x, probability) -> {
                values[plane * cells + from + x] = probability;
                there[plane * grid.height() + row] = true;
            });
        }
        return new FinePlanes(grid, map.planes(), values, there);
    }

    /**
     * Blends a crop in.
     *
     * @param seen the crop, a pixel for each cell
     * @param weights of the crop by pixel, 0..1
     * @param left the cell of its first column
     * @param top the cell of its first row
     */
    void blend(CellMap seen, Sides sides, float[] weights, int left, int top) {
        int width = seen.width();
        float[] row = new float[planes * width];
        boolean[] used = new boolean[planes];
        CellMap.Pixels pixels = seen.pixels();
        for (int y = 0; y < seen.height(); y++) {
            for (int plane = 0; plane < planes; plane++) {
                if (used[plane]) {
                    Arrays.fill(row, plane * width, (plane + 1) * width, 0);
                    used[plane] = false;
                }
            }
            pixels.read(y, (plane, x, probability) -> {
                row[plane * width + x] = probability;
                used[plane] = true;
            });
            int first = (top + y) * grid.width() + left;
            for (Sides.Pair pair : sides.pairs()) {
                if (used[pair.left()] || used[pair.right()]) {
                    pair.take(row, width, values, first, grid.cells());
                    used[pair.left()] = true;
                    used[pair.right()] = true;
                }
            }
            for (int plane = 0; plane < planes; plane++) {
                int flag = plane * grid.height() + top + y;
                there[flag] |= used[plane];
                if (there[flag]) {
                    int at = plane * grid.cells() + first;
                    for (int x = 0; x < width; x++) {
                        values[at + x] += weights[y * width + x] * (row[plane * width + x] - values[at + x]);
                    }
                }
            }
        }
    }

    /** Adds a plane to a sum of planes. */
    void addTo(float[] sum, int plane) {
        for (int y = 0; y < grid.height(); y++) {
            if (there[plane * grid.height() + y]) {
                int from = y * grid.width();
                int shift = plane * grid.cells();
                for (int cell = from; cell < from + grid.width(); cell++) {
                    sum[cell] += values[shift + cell];
                }
            }
        }
    }

    CellMap map(int width, int height) {
        return new CellMap(values, planes, width, height, grid, there);
    }
}

package io.limn.output.matte;

import io.limn.parsing.CellGrid;

/**
 * Square blocks of a grid's cells, each treated as one cell.
 *
 * @param factor cells per side of a block; blocks at the right and bottom may have fewer
 */
record CellBlocks(CellGrid grid, int factor) {
    /** The grid of blocks. */
    CellGrid blocks() {
        return new CellGrid(
                (grid.width() + factor - 1) / factor,
                (grid.height() + factor - 1) / factor,
                grid.left(),
                grid.top(),
                grid.stepX() * factor,
                grid.stepY() * factor);
    }

    /** The mean of each block; the array itself if a block is one cell. */
    float[] means(float[] values) {
        if (factor == 1) {
            return values;
        }
        int width = blocks().width();
        float[] means = new float[blocks().cells()];
        int[] counts = new int[means.length];
        for (int y = 0, cell = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, cell++) {
                int block = y / factor * width + x / factor;
                means[block] += values[cell];
                counts[block]++;
            }
        }
        for (int block = 0; block < means.length; block++) {
            means[block] /= counts[block];
        }
        return means;
    }
}

package io.limn.output;

import io.limn.parsing.CellGrid;
import io.limn.parsing.ProbabilityMap;

/** Probabilities given by cell; each pixel has those of its cell. */
record CellPlanes(int planes, int width, int height, CellGrid grid, float[] values) implements ProbabilityMap {
    @Override
    public void cells(float[] into) {
        System.arraycopy(values, 0, into, 0, values.length);
    }

    @Override
    public Rows rows() {
        return (y, into) -> {
            int row = Math.min(grid.height() - 1, (int) ((y + 0.5 - grid.top()) / grid.stepY())) * grid.width();
            for (int plane = 0; plane < planes; plane++) {
                for (int x = 0; x < width; x++) {
                    int column = Math.min(grid.width() - 1, (int) ((x + 0.5 - grid.left()) / grid.stepX()));
                    into[plane * width + x] = values[plane * grid.cells() + row + column];
                }
            }
        };
    }
}

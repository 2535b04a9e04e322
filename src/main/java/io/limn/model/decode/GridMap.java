package io.limn.model.decode;

import io.limn.parsing.CellGrid;
import io.limn.parsing.ProbabilityMap;

/** Planes over the cells of a {@link Grid}. */
abstract class GridMap implements ProbabilityMap {
    final Grid grid;
    final int planes;

    GridMap(Grid grid, int planes) {
        this.grid = grid;
        this.planes = planes;
    }

    @Override
    public int planes() {
        return planes;
    }

    @Override
    public int width() {
        return grid.frameWidth;
    }

    @Override
    public int height() {
        return grid.frameHeight;
    }

    @Override
    public CellGrid grid() {
        return grid.cellGrid();
    }
}

package io.limn.edit;

import io.limn.parsing.CellGrid;

/** The pixels of each cell along one axis: those with their centres in it, or the nearest one if there is none. */
record CellPixels(int[] first, int[] end) {
    static CellPixels across(CellGrid grid, int width) {
        return of(grid.width(), grid.left(), grid.stepX(), width);
    }

    static CellPixels down(CellGrid grid, int height) {
        return of(grid.height(), grid.top(), grid.stepY(), height);
    }

    private static CellPixels of(int cells, double start, double step, int pixels) {
        int[] first = new int[cells];
        int[] end = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            int from = (int) Math.ceil(start + cell * step - 0.5);
            int to = (int) Math.ceil(start + (cell + 1) * step - 0.5);
            if (to <= from || to <= 0 || from >= pixels) {
                int nearest = (int) Math.floor(start + (cell + 0.5) * step);
                from = Math.max(0, Math.min(pixels - 1, nearest));
                to = from + 1;
            }
            first[cell] = Math.max(0, from);
            end[cell] = Math.min(pixels, to);
        }
        return new CellPixels(first, end);
    }

    int count(int cell) {
        return end[cell] - first[cell];
    }
}

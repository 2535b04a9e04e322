package io.limn.edit;

/**
 * Changes the label of a region, including its soft edges.
 *
 * @param region of the label; its box is the whole frame
 * @param layer index of the layer
 * @param from label id that the region has
 * @param to label id that it gets; 0 in the main layer removes it
 */
record Relabel(Area region, int layer, int from, int to) {
    /** How far a region's soft edge may reach, in cells. */
    private static final int REACH = 2;

    void on(EditedFrame frame) {
        if (frame.cells != null) {
            cells(frame);
        }
        boolean removes = layer == 0 && to == 0;
        byte[] map = frame.maps.get(layer);
        for (int at = 0; at < map.length; at++) {
            if (region.alpha()[at] != 0) {
                map[at] = (byte) to;
                if (removes) {
                    for (byte[] other : frame.maps) {
                        other[at] = 0;
                    }
                    frame.persons[at] = 0;
                }
            }
        }
    }

    /**
     * Moves, in each cell near the region, the share of the label's probability that is the region's share of the label's pixels around
     * the cell.
     */
    private void cells(EditedFrame frame) {
        EditedCells cells = frame.cells;
        int[] mine = count(frame, true);
        int[] all = count(frame, false);
        float[] planes = cells.layers.get(layer);
        for (int row = 0; row < cells.grid.height(); row++) {
            for (int column = 0; column < cells.grid.width(); column++) {
                int cell = row * cells.grid.width() + column;
                if (planes[from * cells.cells + cell] <= 0) {
                    continue;
                }
                long some = around(cells, mine, column, row);
                if (some > 0) {
                    float share = (float) some / around(cells, all, column, row);
                    float moved = share * planes[from * cells.cells + cell];
                    cells.move(planes, from, to, cell, share);
                    for (int i = 1; i < cells.layers.size() && layer == 0 && to == 0; i++) {
                        cells.give(cells.layers.get(i), 0, cell, moved);
                    }
                    cells.touch(cell);
                }
            }
        }
    }

    private int[] count(EditedFrame frame, boolean region) {
        EditedCells cells = frame.cells;
        byte[] map = frame.maps.get(layer);
        int[] counts = new int[cells.cells];
        for (int row = 0, cell = 0; row < cells.grid.height(); row++) {
            for (int column = 0; column < cells.grid.width(); column++, cell++) {
                for (int y = cells.down.first()[row]; y < cells.down.end()[row]; y++) {
                    for (int x = cells.across.first()[column]; x < cells.across.end()[column]; x++) {
                        int at = y * frame.width + x;
                        boolean is = region ? region().alpha()[at] != 0 : (map[at] & 0xFF) == from;
                        counts[cell] += is ? 1 : 0;
                    }
                }
            }
        }
        return counts;
    }

    private static long around(EditedCells cells, int[] counts, int column, int row) {
        long sum = 0;
        for (int v = Math.max(0, row - REACH); v <= Math.min(cells.grid.height() - 1, row + REACH); v++) {
            for (int u = Math.max(0, column - REACH); u <= Math.min(cells.grid.width() - 1, column + REACH); u++) {
                sum += counts[v * cells.grid.width() + u];
            }
        }
        return sum;
    }
}

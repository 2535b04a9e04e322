package io.limn.model.decode;

import java.util.Arrays;

/**
 * A query's mask at the frame's size, computed row by row, so that the whole is never in memory. A pixel can be above 0 only if a cell
 * around it is, so only rows and columns around such cells are upsampled.
 */
final class MaskRows implements LogitRows {
    private final AxisWeights across;
    private final AxisWeights down;
    private final int pitch;
    private final int cellRows;
    private final float[] row;
    /** Row j of cells, interpolated to the frame's width, is {@code stretched[j % 3]} if {@code held[j % 3]} is j. */
    private final float[][] stretched;

    private final int[] held = new int[3];
    private float[] masks;
    private int plane;

    /** Frame pixels outside these are below 0; {@code right} and {@code bottom} are the first outside. */
    int left;

    int right;
    int top;
    int bottom;

    /**
     * @param pitch cells per row of the mask
     * @param cellRows rows of cells
     */
    MaskRows(AxisWeights across, AxisWeights down, int pitch, int cellRows) {
        this.across = across;
        this.down = down;
        this.pitch = pitch;
        this.cellRows = cellRows;
        row = new float[across.frame];
        stretched = new float[3][across.frame];
    }

    /** Selects query {@code query} of these masks, Q planes of logits, which must not change while it is read. */
    MaskRows open(float[] allMasks, int query) {
        return open(allMasks, query, 0);
    }

    /** As {@link #open(float[], int)}, with bounds around cells above {@code least} instead of 0. */
    MaskRows open(float[] allMasks, int query, float least) {
        openWhole(allMasks, query);
        findBounds(least);
        return this;
    }

    /** As {@link #open}, but the bounds are the whole frame. */
    void openWhole(float[] allMasks, int query) {
        masks = allMasks;
        plane = query * pitch * cellRows;
        Arrays.fill(held, -1);
        left = 0;
        right = across.frame;
        top = 0;
        bottom = down.frame;
    }

    /** A new reader of the same mask, starting at its first row. */
    MaskRows again() {
        MaskRows rows = new MaskRows(across, down, pitch, cellRows);
        rows.masks = masks;
        rows.plane = plane;
        Arrays.fill(rows.held, -1);
        rows.left = left;
        rows.right = right;
        rows.top = top;
        rows.bottom = bottom;
        return rows;
    }

    private void findBounds(float least) {
        int firstColumn = pitch;
        int lastColumn = -1;
        int firstRow = -1;
        int lastRow = -1;
        for (int y = 0; y < cellRows; y++) {
            int start = plane + y * pitch;
            int x = 0;
            while (x < pitch && masks[start + x] <= least) {
                x++;
            }
            if (x == pitch) {
                continue;
            }
            firstColumn = Math.min(firstColumn, x);
            int last = pitch - 1;
            while (masks[start + last] <= least) {
                last--;
            }
            lastColumn = Math.max(lastColumn, last);
            firstRow = firstRow < 0 ? y : firstRow;
            lastRow = y;
        }
        boolean any = firstRow >= 0;
        left = any ? across.from(firstColumn) : 0;
        right = any ? Math.max(left, across.until(lastColumn)) : 0;
        top = any ? down.from(firstRow) : 0;
        bottom = any ? Math.max(top, down.until(lastRow)) : 0;
    }

    @Override
    public int left() {
        return left;
    }

    @Override
    public int right() {
        return right;
    }

    @Override
    public boolean reaches(int y) {
        return y >= top && y < bottom;
    }

    /** The logits of row y of the frame by column, from {@code left} to {@code right}; valid until the next call. Ascending rows are fastest. */
    @Override
    public float[] row(int y) {
        int cell = down.first[y];
        float a = down.weights[0][y];
        float b = down.weights[1][y];
        float c = down.weights[2][y];
        float[] upper = stretched(cell);
        float[] middle = stretched(cell + 1);
        float[] lower = stretched(cell + 2);
        for (int x = left; x < right; x++) {
            row[x] = upper[x] * a + middle[x] * b + lower[x] * c;
        }
        return row;
    }

    private float[] stretched(int cell) {
        float[] line = stretched[cell % 3];
        if (held[cell % 3] != cell) {
            held[cell % 3] = cell;
            int start = plane + cell * pitch;
            for (int x = left; x < right; x++) {
                int at = start + across.first[x];
                line[x] = masks[at] * across.weights[0][x]
                        + masks[at + 1] * across.weights[1][x]
                        + masks[at + 2] * across.weights[2][x];
            }
        }
        return line;
    }
}

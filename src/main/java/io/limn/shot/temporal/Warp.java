package io.limn.shot.temporal;

import io.limn.parsing.CellGrid;
import io.limn.shot.flow.Flow;
import io.limn.shot.flow.SupportSearch;

/**
 * Where each cell's content is in another frame, and how far that can be trusted. The flow's grid is twice as fine as the cells.
 *
 * @param x by cell, in columns of the other frame's cells
 * @param y by cell, in rows of the other frame's cells
 * @param trust by cell, 0..1
 */
record Warp(int width, int height, float[] x, float[] y, float[] trust) {
    static final int FINER = SupportSearch.BLOCK;

    /** Where the flow fails, what was there before still counts this much: it is likelier than any other label. */
    private static final float LEAST_TRUST = 0.06f;

    static Warp of(Flow flow, float[] trust, CellGrid grid) {
        int width = grid.width();
        int height = grid.height();
        float[] x = new float[width * height];
        float[] y = new float[width * height];
        float[] sure = new float[width * height];
        for (int row = 0, cell = 0; row < height; row++) {
            for (int column = 0; column < width; column++, cell++) {
                int at = row * FINER * flow.width() + column * FINER;
                int below = at + flow.width();
                float right = flow.right()[at] + flow.right()[at + 1] + flow.right()[below] + flow.right()[below + 1];
                float down = flow.down()[at] + flow.down()[at + 1] + flow.down()[below] + flow.down()[below + 1];
                x[cell] = column + right / (4 * FINER);
                y[cell] = row + down / (4 * FINER);
                sure[cell] = Math.min(Math.min(trust[at], trust[at + 1]), Math.min(trust[below], trust[below + 1]));
            }
        }
        return new Warp(width, height, x, y, sure);
    }

    /** Mean trust over all cells. */
    float meanTrust() {
        double sum = 0;
        for (float value : trust) {
            sum += value;
        }
        return (float) (sum / trust.length);
    }

    /**
     * The other frame's planes as seen from this one, by Catmull-Rom splines: bilinear interpolation would blur content that is carried
     * over many frames.
     */
    CellPlanes carry(CellPlanes from) {
        return carry(from, Unchanged.NONE);
    }

    /** As {@link #carry(CellPlanes)}; unchanged cells don't move. */
    CellPlanes carry(CellPlanes from, Unchanged unchanged) {
        int cells = width * height;
        float[] planes = from.values();
        CellPlanes kept = unchanged.from(from);
        float[] carried = kept.values();
        long[] active = kept.active();
        float[] wx = new float[4];
        float[] wy = new float[4];
        int[] columns = new int[4];
        int[] rows = new int[4];
        for (int cell = 0; cell < cells; cell++) {
            if (unchanged.at(cell)) {
                continue;
            }
            boolean stays = stays(cell);
            if (!stays) {
                weights(x[cell], width, columns, wx);
                weights(y[cell], height, rows, wy);
            }
            active[cell] = stays ? from.active()[cell] : around(from.active(), columns, rows);
            for (long bits = active[cell]; bits != 0; bits &= bits - 1) {
                for (int plane = Long.numberOfTrailingZeros(bits); plane < from.planes(); plane += CellPlanes.BITS) {
                    int start = plane * cells;
                    carried[start + cell] =
                            stays ? planes[start + cell] : between(planes, start, columns, wx, rows, wy);
                }
            }
        }
        return new CellPlanes(from.planes(), cells, carried, active);
    }

    /** Whether the cell's content is in the same cell of the other frame. */
    boolean stays(int cell) {
        return x[cell] == cell % width && y[cell] == cell / width;
    }

    private long around(long[] active, int[] columns, int[] rows) {
        long any = 0;
        for (int row : rows) {
            for (int column : columns) {
                any |= active[row * width + column];
            }
        }
        return any;
    }

    private float between(float[] planes, int start, int[] columns, float[] wx, int[] rows, float[] wy) {
        float sum = 0;
        for (int j = 0; j < 4; j++) {
            int row = start + rows[j] * width;
            sum += wy[j]
                    * (wx[0] * planes[row + columns[0]]
                            + wx[1] * planes[row + columns[1]]
                            + wx[2] * planes[row + columns[2]]
                            + wx[3] * planes[row + columns[3]]);
        }
        return Math.max(0, Math.min(1, sum));
    }

    /** The other frame's values at this frame's cells, by nearest neighbour. */
    float[] nearest(float[] values) {
        float[] carried = new float[width * height];
        for (int cell = 0; cell < carried.length; cell++) {
            int column = Math.max(0, Math.min(width - 1, Math.round(x[cell])));
            int row = Math.max(0, Math.min(height - 1, Math.round(y[cell])));
            carried[cell] = values[row * width + column];
        }
        return carried;
    }

    /** The carried weights by cell, capped at {@code most} and multiplied by the trust. */
    float[] weight(float[] weights, float most) {
        float[] carried = nearest(weights);
        for (int cell = 0; cell < carried.length; cell++) {
            carried[cell] = Math.max(LEAST_TRUST, trust[cell]) * Math.min(most, carried[cell]);
        }
        return carried;
    }

    private static void weights(float at, int size, int[] indices, float[] weights) {
        int first = (int) Math.floor(at);
        float t = at - first;
        weights[0] = ((-0.5f * t + 1) * t - 0.5f) * t;
        weights[1] = (1.5f * t - 2.5f) * t * t + 1;
        weights[2] = ((-1.5f * t + 2) * t + 0.5f) * t;
        weights[3] = (0.5f * t - 0.5f) * t * t;
        for (int i = 0; i < 4; i++) {
            indices[i] = Math.max(0, Math.min(size - 1, first - 1 + i));
        }
    }
}

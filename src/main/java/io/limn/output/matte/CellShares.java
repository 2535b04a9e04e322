package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.Arrays;

/**
 * How the foreground of a cell is shared: among persons, or among the labels of a layer. Planes are 0..1 and sum to 1.
 *
 * @param planes with plane 0 for none of the others
 * @param values plane by plane, each row-major; written to while they are prepared
 */
record CellShares(CellGrid grid, int planes, float[] values) {
    private static final int REACH = 2;
    private static final float SURE = 0.8f;
    private static final float UNSURE = 0.4f;

    /** The plane with the largest share of a cell. */
    int strongest(int cell) {
        int cells = grid.cells();
        int best = 0;
        for (int plane = 1; plane < planes; plane++) {
            if (values[plane * cells + cell] > values[best * cells + cell]) {
                best = plane;
            }
        }
        return best;
    }

    /** Takes a plane away from a cell; the others get its share. Nothing happens where no other has one. */
    void remove(int plane, int cell) {
        int cells = grid.cells();
        float rest = 1 - values[plane * cells + cell];
        if (rest < 1e-4f) {
            return;
        }
        values[plane * cells + cell] = 0;
        for (int at = cell; at < values.length; at += cells) {
            values[at] /= rest;
        }
    }

    /** Divides by the sum; what sums to 0 becomes plane 0. */
    void normalise() {
        int cells = grid.cells();
        for (int cell = 0; cell < cells; cell++) {
            float sum = 0;
            for (int at = cell; at < values.length; at += cells) {
                sum += values[at];
            }
            if (sum < 1e-6f) {
                values[cell] = 1;
                sum += 1;
            }
            for (int at = cell; at < values.length; at += cells) {
                values[at] /= sum;
            }
        }
    }

    /**
     * Shares near the foreground's edge are those of the foreground around it: outside they mean nothing, and the matte's edge may turn
     * out to lie there.
     */
    CellShares extended(float[] foreground) {
        int width = grid.width();
        int height = grid.height();
        int cells = grid.cells();
        float[] spread = values.clone();
        float[] mix = new float[planes];
        for (int y = 0, cell = 0; y < height; y++) {
            for (int x = 0; x < width; x++, cell++) {
                float own = Math.min(1, Math.max(0, (foreground[cell] - UNSURE) / (SURE - UNSURE)));
                if (own >= 1 || !near(foreground, x, y)) {
                    continue;
                }
                Arrays.fill(mix, 0);
                float sum = 0;
                for (int v = Math.max(0, y - REACH); v <= Math.min(height - 1, y + REACH); v++) {
                    for (int u = Math.max(0, x - REACH); u <= Math.min(width - 1, x + REACH); u++) {
                        int at = v * width + u;
                        float weight = foreground[at] * foreground[at] / (1 + (u - x) * (u - x) + (v - y) * (v - y));
                        sum += weight;
                        for (int plane = 0; plane < planes; plane++) {
                            mix[plane] += weight * values[plane * cells + at];
                        }
                    }
                }
                for (int plane = 0; plane < planes && sum > 1e-6f; plane++) {
                    int at = plane * cells + cell;
                    spread[at] += (1 - own) * (mix[plane] / sum - spread[at]);
                }
            }
        }
        return new CellShares(grid, planes, spread);
    }

    private boolean near(float[] foreground, int x, int y) {
        for (int v = Math.max(0, y - REACH); v <= Math.min(grid.height() - 1, y + REACH); v++) {
            for (int u = Math.max(0, x - REACH); u <= Math.min(grid.width() - 1, x + REACH); u++) {
                if (foreground[v * grid.width() + u] > UNSURE) {
                    return true;
                }
            }
        }
        return false;
    }
}

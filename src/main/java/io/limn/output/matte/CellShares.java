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
    private static final int NEIGHBOURS = (2 * REACH + 1) * (2 * REACH + 1);
    private static final float SURE = 0.8f;
    private static final float UNSURE = 0.4f;
    private static final float PRESENT = 1e-4f;

    /** By cell, the plane with the largest share. */
    int[] strongest() {
        int cells = grid.cells();
        int[] best = new int[cells];
        float[] most = Arrays.copyOf(values, cells);
        for (int plane = 1; plane < planes; plane++) {
            int from = plane * cells;
            for (int cell = 0; cell < cells; cell++) {
                if (values[from + cell] > most[cell]) {
                    most[cell] = values[from + cell];
                    best[cell] = plane;
                }
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
        float[] sums = new float[cells];
        for (int plane = 0; plane < planes; plane++) {
            int from = plane * cells;
            for (int cell = 0; cell < cells; cell++) {
                sums[cell] += values[from + cell];
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            if (sums[cell] < 1e-6f) {
                values[cell] = 1;
                sums[cell] += 1;
            }
            sums[cell] = 1 / sums[cell];
        }
        for (int plane = 0; plane < planes; plane++) {
            int from = plane * cells;
            for (int cell = 0; cell < cells; cell++) {
                values[from + cell] *= sums[cell];
            }
        }
    }

    /** Squares, which sum to 1 again: the network's ramps between labels are wider than borders are. */
    CellShares squared() {
        float[] power = new float[values.length];
        for (int i = 0; i < power.length; i++) {
            power[i] = values[i] * values[i];
        }
        CellShares squared = new CellShares(grid, planes, power);
        squared.normalise();
        return squared;
    }

    /**
     * Shares near the foreground's edge are those of the foreground around it: outside they mean nothing, and the matte's edge may turn
     * out to lie there.
     */
    CellShares extended(float[] foreground) {
        float[] spread = values.clone();
        int cells = grid.cells();
        int[] near = new int[NEIGHBOURS];
        float[] weights = new float[NEIGHBOURS];
        boolean[] there = present();
        boolean[] close = close(foreground);
        for (int y = 0, cell = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, cell++) {
                float own = Math.min(1, Math.max(0, (foreground[cell] - UNSURE) / (SURE - UNSURE)));
                int count = own >= 1 || !close[cell] ? 0 : neighbours(foreground, x, y, near, weights);
                for (int plane = 0; plane < planes && count > 0; plane++) {
                    if (there[plane]) {
                        int from = plane * cells;
                        float mix = 0;
                        for (int i = 0; i < count; i++) {
                            mix += weights[i] * values[from + near[i]];
                        }
                        spread[from + cell] += (1 - own) * (mix - spread[from + cell]);
                    }
                }
            }
        }
        return new CellShares(grid, planes, spread);
    }

    /** By cell, whether the foreground is within reach. */
    private boolean[] close(float[] foreground) {
        boolean[] close = new boolean[foreground.length];
        for (int y = 0, cell = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, cell++) {
                if (foreground[cell] > UNSURE) {
                    int left = Math.max(0, x - REACH) - x;
                    int right = Math.min(grid.width() - 1, x + REACH) - x + 1;
                    for (int v = Math.max(0, y - REACH); v <= Math.min(grid.height() - 1, y + REACH); v++) {
                        int at = v * grid.width() + x;
                        Arrays.fill(close, at + left, at + right, true);
                    }
                }
            }
        }
        return close;
    }

    /** By plane, whether any cell has a share worth the name. */
    private boolean[] present() {
        int cells = grid.cells();
        boolean[] there = new boolean[planes];
        for (int plane = 0; plane < planes; plane++) {
            for (int at = plane * cells; at < (plane + 1) * cells && !there[plane]; at++) {
                there[plane] = values[at] > PRESENT;
            }
        }
        return there;
    }

    /** The cells around that count; weights sum to 1. */
    private int neighbours(float[] foreground, int x, int y, int[] near, float[] weights) {
        int count = 0;
        float sum = 0;
        for (int v = Math.max(0, y - REACH); v <= Math.min(grid.height() - 1, y + REACH); v++) {
            for (int u = Math.max(0, x - REACH); u <= Math.min(grid.width() - 1, x + REACH); u++) {
                float value = foreground[v * grid.width() + u];
                if (value > 0.01f) {
                    near[count] = v * grid.width() + u;
                    weights[count] = value * value / (1 + (u - x) * (u - x) + (v - y) * (v - y));
                    sum += weights[count++];
                }
            }
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= sum;
        }
        return count;
    }
}

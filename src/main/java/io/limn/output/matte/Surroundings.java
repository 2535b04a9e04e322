package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.Arrays;

/**
 * The cells near the foreground's edge and, for each, the foreground around it, from which it takes shares because its own mean little.
 * Computed once for all planes. Immutable.
 */
final class Surroundings {
    private static final int REACH = 2;
    private static final float SURE = 0.8f;
    private static final float UNSURE = 0.4f;
    private static final float FAINT = 0.01f;
    /** Shares of less than this of a plane's bounds are not spread. */
    private static final float PRESENT = 1e-3f;

    private final CellGrid grid;
    private final float[] foreground;
    private int count;
    private int[] cells = new int[256];
    /** The weight of each cell's own share, 0..1. */
    private float[] own = new float[256];
    /** The cells around cell i are {@code near[first[i]]} to {@code [first[i + 1]]}, exclusive. */
    private int[] first = new int[257];

    private int[] near = new int[4096];
    /** Weights of the cells in {@link #near}; they sum to 1 for each cell. */
    private float[] weights = new float[4096];

    /** @param foreground 0..1, row-major */
    Surroundings(CellGrid grid, float[] foreground) {
        this.grid = grid;
        this.foreground = foreground;
        boolean[] close = close();
        for (int y = 0, cell = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, cell++) {
                if (close[cell] && foreground[cell] < SURE) {
                    add(x, y);
                }
            }
        }
    }

    /** Whether foreground is within reach of each cell. */
    private boolean[] close() {
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

    private void add(int x, int y) {
        if (count == cells.length) {
            cells = Arrays.copyOf(cells, 2 * count);
            own = Arrays.copyOf(own, 2 * count);
            first = Arrays.copyOf(first, 2 * count + 1);
        }
        int most = (2 * REACH + 1) * (2 * REACH + 1);
        int from = first[count];
        if (from + most > near.length) {
            near = Arrays.copyOf(near, 2 * near.length);
            weights = Arrays.copyOf(weights, near.length);
        }
        int to = from;
        float sum = 0;
        for (int v = Math.max(0, y - REACH); v <= Math.min(grid.height() - 1, y + REACH); v++) {
            for (int u = Math.max(0, x - REACH); u <= Math.min(grid.width() - 1, x + REACH); u++) {
                float value = foreground[v * grid.width() + u];
                if (value > FAINT) {
                    near[to] = v * grid.width() + u;
                    weights[to] = value * value / (1 + (u - x) * (u - x) + (v - y) * (v - y));
                    sum += weights[to++];
                }
            }
        }
        for (int i = from; i < to; i++) {
            weights[i] /= sum;
        }
        int cell = y * grid.width() + x;
        cells[count] = cell;
        own[count] = Math.max(0, (foreground[cell] - UNSURE) / (SURE - UNSURE));
        first[++count] = to;
    }

    /** Blends each cell near the edge with the mean of the cells around it; the less foreground it has, the more of the mean it takes. */
    float[] spread(float[] values) {
        float[] spread = values.clone();
        int[] rows = rows(values);
        for (int i = 0; i < count; i++) {
            int cell = cells[i];
            float mix = 0;
            if (cell >= rows[0] && cell < rows[1]) {
                for (int j = first[i]; j < first[i + 1]; j++) {
                    mix += weights[j] * values[near[j]];
                }
            }
            spread[cell] = mix + own[i] * (values[cell] - mix);
        }
        return spread;
    }

    /** The first cell that can have a share of the plane around it, and the one after the last. */
    private int[] rows(float[] values) {
        int margin = REACH * (grid.width() + 1);
        int low = 0;
        while (low < values.length && values[low] <= PRESENT) {
            low++;
        }
        int high = values.length;
        while (high > low && values[high - 1] <= PRESENT) {
            high--;
        }
        return new int[] {low - margin, high + margin};
    }
}

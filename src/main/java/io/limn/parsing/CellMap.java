package io.limn.parsing;

import java.util.Arrays;

/**
 * Probabilities given cell by cell. Between cells their logarithms are interpolated bilinearly, so that the hard map's edges fall where
 * a network's own would.
 */
public final class CellMap implements ProbabilityMap {
    private static final float LEAST = 1e-6f;
    private static final float LOG_OF_LEAST = (float) Math.log(LEAST);

    /** A plane below this at all four cells around a pixel is left out there. */
    private static final float NEGLIGIBLE = 2e-4f;

    private final int planes;
    private final int width;
    private final int height;
    private final CellGrid grid;
    private final float[] cells;
    private final float[] logs;
    /** By cell, bit {@code n % 64} is set if plane n isn't negligible there; planes 64 apart share a bit. */
    private final long[] present;

    private final CellGaps across;
    private final CellGaps down;

    /**
     * @param cells plane by plane, each row-major; kept
     * @param width the frame's
     * @param height the frame's
     */
    public CellMap(float[] cells, int planes, int width, int height, CellGrid grid) {
        this.planes = planes;
        this.width = width;
        this.height = height;
        this.grid = grid;
        this.cells = cells;
        logs = new float[planes * grid.cells()];
        present = new long[grid.cells()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = cells[i] > LEAST ? (float) Math.log(cells[i]) : LOG_OF_LEAST;
        }
        for (int plane = 0, at = 0; plane < planes; plane++) {
            for (int cell = 0; cell < present.length; cell++, at++) {
                present[cell] |= cells[at] > NEGLIGIBLE ? 1L << plane : 0;
            }
        }
        across = new CellGaps(width, grid.width(), grid.left(), grid.stepX());
        down = new CellGaps(height, grid.height(), grid.top(), grid.stepY());
    }

    @Override
    public int planes() {
        return planes;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public CellGrid grid() {
        return grid;
    }

    @Override
    public void cells(float[] into) {
        System.arraycopy(cells, 0, into, 0, planes * grid.cells());
    }

    @Override
    public Rows rows() {
        Reader reader = new Reader();
        return (y, into) -> {
            Arrays.fill(into, 0, planes * width, 0);
            reader.row(y, (plane, x, probability) -> into[plane * width + x] = probability);
        };
    }

    /** The most probable plane of each pixel, of equal ones the lowest: the hard map. */
    public byte[] winners() {
        byte[] ids = new byte[Math.multiplyExact(width, height)];
        Reader reader = new Reader();
        for (int y = 0; y < height; y++) {
            reader.winners(y, ids);
        }
        return ids;
    }

    private interface Pixel {
        void take(int plane, int x, float probability);
    }

    private final class Reader {
        private final int[] candidates = new int[planes];
        private final float[] powers = new float[planes];
        /** How much a power changes from the left cells to the right ones. */
        private final float[] slopes = new float[planes];

        /** Planes in ascending order at each pixel. */
        void row(int y, Pixel pixel) {
            int count = grid.cells();
            int top = down.first[y] * grid.width();
            int bottom = down.second[y] * grid.width();
            float fy = down.fraction[y];
            int previous = -1;
            int found = 0;
            for (int x = 0; x < width; x++) {
                int left = across.first[x];
                int right = across.second[x];
                int gap = left * 2 + (right > left ? 1 : 0);
                if (gap != previous) {
                    found = candidates(top + left, top + right, bottom + left, bottom + right);
                    previous = gap;
                }
                if (found == 1) {
                    pixel.take(candidates[0], x, 1);
                    continue;
                }
                float fx = across.fraction[x];
                float most = Float.NEGATIVE_INFINITY;
                for (int k = 0; k < found; k++) {
                    int plane = candidates[k] * count;
                    float a = logs[plane + top + left];
                    float b = logs[plane + top + right];
                    float c = logs[plane + bottom + left];
                    float d = logs[plane + bottom + right];
                    float above = a + (b - a) * fx;
                    float below = c + (d - c) * fx;
                    powers[k] = above + (below - above) * fy;
                    most = Math.max(most, powers[k]);
                }
                float sum = 0;
                for (int k = 0; k < found; k++) {
                    powers[k] = (float) Math.exp(powers[k] - most);
                    sum += powers[k];
                }
                for (int k = 0; k < found; k++) {
                    pixel.take(candidates[k], x, powers[k] / sum);
                }
            }
        }

        /** The same planes' winners alone, which need no exponentials. */
        void winners(int y, byte[] ids) {
            int top = down.first[y] * grid.width();
            int bottom = down.second[y] * grid.width();
            for (int x = 0, end; x < width; x = end) {
                int left = across.first[x];
                int right = across.second[x];
                end = x + 1;
                while (end < width && across.first[end] == left && across.second[end] == right) {
                    end++;
                }
                int found = candidates(top + left, top + right, bottom + left, bottom + right);
                if (found == 1) {
                    Arrays.fill(ids, y * width + x, y * width + end, (byte) candidates[0]);
                } else if (found > 0) {
                    int count = grid.cells();
                    for (int k = 0; k < found; k++) {
                        int a = candidates[k] * count + left;
                        int b = candidates[k] * count + right;
                        powers[k] = logs[a + top] + (logs[a + bottom] - logs[a + top]) * down.fraction[y];
                        slopes[k] = logs[b + top] + (logs[b + bottom] - logs[b + top]) * down.fraction[y] - powers[k];
                    }
                    winners(found, x, end, y * width, ids);
                }
            }
        }

        /** Powers are linear between the cells, so what is largest at both ends is largest between them. */
        private void winners(int found, int from, int to, int row, byte[] ids) {
            int first = strongest(found, across.fraction[from]);
            if (first == strongest(found, across.fraction[to - 1])) {
                Arrays.fill(ids, row + from, row + to, (byte) first);
                return;
            }
            for (int x = from; x < to; x++) {
                ids[row + x] = (byte) strongest(found, across.fraction[x]);
            }
        }

        private int strongest(int found, float fx) {
            int best = 0;
            float most = Float.NEGATIVE_INFINITY;
            for (int k = 0; k < found; k++) {
                float power = powers[k] + slopes[k] * fx;
                if (power > most) {
                    most = power;
                    best = k;
                }
            }
            return candidates[best];
        }

        private int candidates(int a, int b, int c, int d) {
            int found = 0;
            int count = grid.cells();
            long any = present[a] | present[b] | present[c] | present[d];
            if (planes <= Long.SIZE) {
                for (long bits = any; bits != 0; bits &= bits - 1) {
                    candidates[found++] = Long.numberOfTrailingZeros(bits);
                }
                return found;
            }
            for (int plane = 0, at = 0; plane < planes; plane++, at += count) {
                if (cells[at + a] > NEGLIGIBLE
                        || cells[at + b] > NEGLIGIBLE
                        || cells[at + c] > NEGLIGIBLE
                        || cells[at + d] > NEGLIGIBLE) {
                    candidates[found++] = plane;
                }
            }
            return found;
        }
    }
}

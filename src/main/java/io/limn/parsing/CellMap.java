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
        this(cells, planes, width, height, grid, null);
    }

    /**
     * As the other, for planes that are 0 in many rows.
     *
     * @param there whether row y of plane n may hold more than 0, at {@code n * grid.height() + y}; null if any row may
     */
    public CellMap(float[] cells, int planes, int width, int height, CellGrid grid, boolean[] there) {
        this.planes = planes;
        this.width = width;
        this.height = height;
        this.grid = grid;
        this.cells = cells;
        present = present(there);
        logs = logs();
        across = new CellGaps(width, grid.width(), grid.left(), grid.stepX());
        down = new CellGaps(height, grid.height(), grid.top(), grid.stepY());
    }

    private long[] present(boolean[] there) {
        long[] bits = new long[grid.cells()];
        for (int plane = 0; plane < planes; plane++) {
            long bit = 1L << plane;
            for (int y = 0; y < grid.height(); y++) {
                if (there == null || there[plane * grid.height() + y]) {
                    int from = y * grid.width();
                    int shift = plane * bits.length;
                    for (int cell = from; cell < from + grid.width(); cell++) {
                        bits[cell] |= cells[shift + cell] > NEGLIGIBLE ? bit : 0;
                    }
                }
            }
        }
        return bits;
    }

    /** Logarithms of what a pixel may need: of the planes in and around a cell, if there are several. */
    private float[] logs() {
        int count = grid.cells();
        float[] values = new float[planes * count];
        for (int y = 0, cell = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, cell++) {
                long around = around(x, y);
                if (planes > Long.SIZE) {
                    for (int at = cell; at < values.length; at += count) {
                        values[at] = log(cells[at]);
                    }
                } else if (Long.bitCount(around) > 1) {
                    for (long bits = around; bits != 0; bits &= bits - 1) {
                        int at = Long.numberOfTrailingZeros(bits) * count + cell;
                        values[at] = log(cells[at]);
                    }
                }
            }
        }
        return values;
    }

    /** The planes present in a cell or one of its neighbours. */
    private long around(int x, int y) {
        int left = Math.max(0, x - 1);
        int right = Math.min(grid.width() - 1, x + 1);
        long bits = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(grid.height() - 1, y + 1); v++) {
            int row = v * grid.width();
            bits |= present[row + left] | present[row + x] | present[row + right];
        }
        return bits;
    }

    private static float log(float probability) {
        return probability > LEAST ? (float) Math.log(probability) : LOG_OF_LEAST;
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
        byte[] best = best();
        Reader reader = new Reader();
        for (int y = 0; y < height; y++) {
            reader.winners(y, best, ids);
        }
        return ids;
    }

    /** The most probable plane of each cell. */
    private byte[] best() {
        byte[] best = new byte[grid.cells()];
        for (int cell = 0; cell < best.length; cell++) {
            if (planes <= Long.SIZE && Long.bitCount(present[cell]) == 1) {
                best[cell] = (byte) Long.numberOfTrailingZeros(present[cell]);
                continue;
            }
            float most = cells[cell];
            for (int plane = 1, at = cell + best.length; plane < planes; plane++, at += best.length) {
                if (cells[at] > most) {
                    most = cells[at];
                    best[cell] = (byte) plane;
                }
            }
        }
        return best;
    }

    /** Receives what isn't 0 of a row. */
    public interface Pixel {
        /** @param plane ascending at each pixel */
        void take(int plane, int x, float probability);
    }

    /** Reads as {@link Rows} does, without zeros. */
    public interface Pixels {
        void read(int y, Pixel pixel);
    }

    /** A reader for one thread. */
    public Pixels pixels() {
        Reader reader = new Reader();
        return reader::row;
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

        /**
         * The same planes' winners alone, which need no exponentials. A plane that wins at four cells wins between them.
         *
         * @param best the winner of each cell
         */
        void winners(int y, byte[] best, byte[] ids) {
            int top = down.first[y] * grid.width();
            int bottom = down.second[y] * grid.width();
            int row = y * width;
            for (int x = 0, end; x < width; x = end) {
                int left = across.first[x];
                int right = across.second[x];
                byte winner = best[top + left];
                end = x;
                while (end < width && all(best, winner, top, bottom, across.first[end], across.second[end])) {
                    end++;
                }
                if (end > x) {
                    Arrays.fill(ids, row + x, row + end, winner);
                    continue;
                }
                while (end < width && across.first[end] == left && across.second[end] == right) {
                    end++;
                }
                int found = candidates(top + left, top + right, bottom + left, bottom + right);
                int count = grid.cells();
                for (int k = 0; k < found; k++) {
                    int a = candidates[k] * count + left;
                    int b = candidates[k] * count + right;
                    powers[k] = logs[a + top] + (logs[a + bottom] - logs[a + top]) * down.fraction[y];
                    slopes[k] = logs[b + top] + (logs[b + bottom] - logs[b + top]) * down.fraction[y] - powers[k];
                }
                winners(found, x, end, row, ids);
            }
        }

        private static boolean all(byte[] best, byte winner, int top, int bottom, int left, int right) {
            return best[top + left] == winner
                    && best[top + right] == winner
                    && best[bottom + left] == winner
                    && best[bottom + right] == winner;
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

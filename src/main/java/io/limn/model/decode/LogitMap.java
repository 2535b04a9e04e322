package io.limn.model.decode;

import java.util.Arrays;

/**
 * Softmax of bilinearly interpolated logits, the same ones {@link DenseDecoder} takes the maximum of. Between four cells, classes that lie
 * below another by {@link #NEGLIGIBLE} at all four are not computed.
 */
final class LogitMap extends GridMap {
    /** A class that lies this far below another at all four cells has a probability below 1e-6 between them. */
    private static final float NEGLIGIBLE = -14;

    private final float[] logits;

    /** @param tensor {@code planes} planes of the grid, padding included; the content is copied */
    LogitMap(float[] tensor, int planes, Grid grid) {
        super(grid, planes);
        logits = grid.content(tensor, planes);
    }

    /** Computes each plane in a separate array: the JIT compiler vectorises only loops that start at index 0. */
    @Override
    public void cells(float[] into) {
        int cells = grid.cells();
        float[] most = Arrays.copyOf(logits, cells);
        float[] plane = new float[cells];
        for (int from = cells; from < planes * cells; from += cells) {
            System.arraycopy(logits, from, plane, 0, cells);
            for (int cell = 0; cell < cells; cell++) {
                most[cell] = Math.max(most[cell], plane[cell]);
            }
        }
        float[] sums = new float[cells];
        for (int from = 0; from < planes * cells; from += cells) {
            System.arraycopy(logits, from, plane, 0, cells);
            for (int cell = 0; cell < cells; cell++) {
                plane[cell] = Exp.roughly(plane[cell] - most[cell]);
            }
            for (int cell = 0; cell < cells; cell++) {
                sums[cell] += plane[cell];
            }
            System.arraycopy(plane, 0, into, from, cells);
        }
        for (int cell = 0; cell < cells; cell++) {
            sums[cell] = 1 / sums[cell];
        }
        for (int from = 0; from < planes * cells; from += cells) {
            System.arraycopy(into, from, plane, 0, cells);
            for (int cell = 0; cell < cells; cell++) {
                plane[cell] *= sums[cell];
            }
            System.arraycopy(plane, 0, into, from, cells);
        }
    }

    @Override
    public Rows rows() {
        return new Reader();
    }

    private final class Reader implements Rows {
        /** The classes computed in gap g of the current row of gaps are {@code candidates[first[g]]} to {@code [first[g + 1]]}, exclusive. */
        private final int[] first = new int[grid.x.gaps + 1];

        private final int[] candidates = new int[grid.x.gaps * planes];
        private final float[] left = new float[planes];
        private final float[] slope = new float[planes];
        private final float[] powers = new float[planes];
        private int row = -1;
        private float[] into;

        @Override
        public void read(int y, float[] target) {
            int gapY = grid.y.gapOf(y);
            if (gapY != row) {
                findCandidates(gapY);
                row = gapY;
            }
            into = target;
            Arrays.fill(into, 0, planes * grid.frameWidth, 0);
            for (int gapX = 0; gapX < grid.x.gaps; gapX++) {
                int start = grid.x.start[gapX];
                int end = grid.x.start[gapX + 1];
                int count = first[gapX + 1] - first[gapX];
                if (count == 1) {
                    int plane = candidates[first[gapX]] * grid.frameWidth;
                    Arrays.fill(into, plane + start, plane + end, 1);
                } else if (start < end) {
                    interpolate(gapX, gapY, grid.y.fraction[y], count);
                    fill(first[gapX], count, start, end);
                }
            }
        }

        private void findCandidates(int gapY) {
            int cells = grid.cells();
            int found = 0;
            for (int gapX = 0; gapX < grid.x.gaps; gapX++) {
                int a = gapY * grid.x.cells + gapX;
                int b = gapY * grid.x.cells + grid.x.next(gapX);
                int c = grid.y.next(gapY) * grid.x.cells + gapX;
                int d = grid.y.next(gapY) * grid.x.cells + grid.x.next(gapX);
                int strongest = 0;
                float most = Float.NEGATIVE_INFINITY;
                for (int plane = 0, at = 0; plane < planes; plane++, at += cells) {
                    float sum = logits[at + a] + logits[at + b] + logits[at + c] + logits[at + d];
                    if (sum > most) {
                        most = sum;
                        strongest = at;
                    }
                }
                float la = logits[strongest + a] + NEGLIGIBLE;
                float lb = logits[strongest + b] + NEGLIGIBLE;
                float lc = logits[strongest + c] + NEGLIGIBLE;
                float ld = logits[strongest + d] + NEGLIGIBLE;
                first[gapX] = found;
                for (int plane = 0, at = 0; plane < planes; plane++, at += cells) {
                    if (logits[at + a] > la || logits[at + b] > lb || logits[at + c] > lc || logits[at + d] > ld) {
                        candidates[found++] = plane;
                    }
                }
            }
            first[grid.x.gaps] = found;
        }

        private void interpolate(int gapX, int gapY, float down, int count) {
            int top = gapY * grid.x.cells;
            int bottom = grid.y.next(gapY) * grid.x.cells;
            int next = grid.x.next(gapX);
            for (int k = 0; k < count; k++) {
                int plane = candidates[first[gapX] + k] * grid.cells();
                float a = logits[plane + top + gapX];
                float b = logits[plane + top + next];
                float atLeft = a + (logits[plane + bottom + gapX] - a) * down;
                float atRight = b + (logits[plane + bottom + next] - b) * down;
                left[k] = atLeft;
                slope[k] = atRight - atLeft;
            }
        }

        private void fill(int from, int count, int start, int end) {
            int width = grid.frameWidth;
            for (int x = start; x < end; x++) {
                float across = grid.x.fraction[x];
                float most = Float.NEGATIVE_INFINITY;
                for (int k = 0; k < count; k++) {
                    powers[k] = left[k] + slope[k] * across;
                    most = Math.max(most, powers[k]);
                }
                float sum = 0;
                for (int k = 0; k < count; k++) {
                    powers[k] = Exp.of(powers[k] - most);
                    sum += powers[k];
                }
                float share = 1 / sum;
                for (int k = 0; k < count; k++) {
                    into[candidates[from + k] * width + x] = powers[k] * share;
                }
            }
        }
    }
}

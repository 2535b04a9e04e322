package io.limn.model.decode;

import io.limn.parsing.ProbabilityMap;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Label ids at the frame's size from logits at the network's: the class with the largest bilinearly interpolated logit.
 *
 * <p>Exact, but mostly without interpolation: a class that wins at all four cells around a gap wins everywhere between them, since an
 * interpolated logit is a convex combination of the four; and a class that another beats at all four cells can't win between them either.
 * Not thread-safe.
 */
final class DenseDecoder implements LayerDecoder {
    /** If logits are this far apart, the probability of the lower one is negligible. */
    private static final float CERTAIN = 12;

    private final int classes;
    private final boolean softmax;
    private final int[] candidates;
    private final float[] left;
    private final float[] slope;
    private byte[] winners = {};
    private float[] best = {};
    private int[] mixedGaps = {};

    /** A decoder of logits. */
    public DenseDecoder(int classes) {
        this(classes, false);
    }

    /** @param softmax whether scores are already probabilities */
    public DenseDecoder(int classes, boolean softmax) {
        this.classes = classes;
        this.softmax = softmax;
        candidates = new int[classes];
        left = new float[classes];
        slope = new float[classes];
    }

    @Override
    public ProbabilityMap probabilities(float[] logits, Grid grid) {
        return softmax
                ? new ScoreMap(grid.content(logits, classes), classes, grid)
                : new LogitMap(logits, classes, grid);
    }

    @Override
    public void clear(float[] logits, BitSet cells, Grid grid) {
        for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
            int at = grid.at(cell);
            float most = logits[at];
            for (int label = 1; label < classes; label++) {
                most = Math.max(most, logits[label * grid.plane + at]);
                if (softmax) {
                    logits[label * grid.plane + at] = 0;
                }
            }
            logits[at] = softmax ? 1 : most + CERTAIN;
        }
    }

    @Override
    public double lead(float[] logits, int cell, int label, int other, Grid grid) {
        float a = logits[label * grid.plane + grid.at(cell)];
        float b = logits[other * grid.plane + grid.at(cell)];
        return softmax ? (a - b) / Math.max(a + b, Float.MIN_NORMAL) : Math.tanh((a - b) / 2);
    }

    @Override
    public void give(float[] logits, SidePlanes sides, BitSet cells, boolean left, Grid grid) {
        sides.give(logits, cells, left, grid);
    }

    @Override
    public byte[] winners() {
        return winners;
    }

    @Override
    public byte[] paint(float[] logits, Grid grid) {
        byte[] ids = new byte[Math.multiplyExact(grid.frameWidth, grid.frameHeight)];
        for (int gap = 0; gap < grid.y.gaps; gap++) {
            if (grid.y.start[gap] < grid.y.start[gap + 1]) {
                paintRow(logits, grid, gap, ids);
            }
        }
        return ids;
    }

    @Override
    public void find(float[] logits, Grid grid) {
        int width = grid.x.cells;
        if (winners.length != grid.cells()) {
            winners = new byte[grid.cells()];
        }
        if (best.length < width) {
            best = new float[width];
            mixedGaps = new int[width];
        }
        for (int y = 0; y < grid.y.cells; y++) {
            int row = y * width;
            System.arraycopy(logits, y * grid.pitch, best, 0, width);
            Arrays.fill(winners, row, row + width, (byte) 0);
            for (int label = 1; label < classes; label++) {
                int from = label * grid.plane + y * grid.pitch;
                for (int x = 0; x < width; x++) {
                    float value = logits[from + x];
                    if (value > best[x]) {
                        best[x] = value;
                        winners[row + x] = (byte) label;
                    }
                }
            }
        }
    }

    private void paintRow(float[] logits, Grid grid, int gap, byte[] ids) {
        int top = gap * grid.x.cells;
        int bottom = grid.y.next(gap) * grid.x.cells;
        int firstRow = grid.y.start[gap];
        int endRow = grid.y.start[gap + 1];
        int mixed = 0;
        for (int g = 0; g < grid.x.gaps; g++) {
            byte label = winners[top + g];
            int next = grid.x.next(g);
            if (label != winners[top + next] || label != winners[bottom + g] || label != winners[bottom + next]) {
                mixedGaps[mixed++] = g;
            } else if (label != 0) {
                int row = firstRow * grid.frameWidth;
                Arrays.fill(ids, row + grid.x.start[g], row + grid.x.start[g + 1], label);
            }
        }
        for (int y = firstRow + 1; y < endRow; y++) {
            System.arraycopy(ids, firstRow * grid.frameWidth, ids, y * grid.frameWidth, grid.frameWidth);
        }
        for (int m = 0; m < mixed; m++) {
            paintMixed(logits, grid, gap, mixedGaps[m], ids);
        }
    }

    private void paintMixed(float[] logits, Grid grid, int gapY, int gapX, byte[] ids) {
        int a = gapY * grid.pitch + gapX;
        int b = gapY * grid.pitch + grid.x.next(gapX);
        int c = grid.y.next(gapY) * grid.pitch + gapX;
        int d = grid.y.next(gapY) * grid.pitch + grid.x.next(gapX);
        int count = findCandidates(logits, grid, gapY, gapX, a, b, c, d);
        int startX = grid.x.start[gapX];
        int endX = grid.x.start[gapX + 1];
        for (int y = grid.y.start[gapY]; y < grid.y.start[gapY + 1]; y++) {
            float down = grid.y.fraction[y];
            for (int k = 0; k < count; k++) {
                int plane = candidates[k] * grid.plane;
                float atLeft = logits[plane + a] + (logits[plane + c] - logits[plane + a]) * down;
                float atRight = logits[plane + b] + (logits[plane + d] - logits[plane + b]) * down;
                left[k] = atLeft;
                slope[k] = atRight - atLeft;
            }
            paintSpan(ids, y * grid.frameWidth, startX, endX, grid.x.fraction, count);
        }
    }

    private void paintSpan(byte[] ids, int row, int startX, int endX, float[] fractions, int count) {
        if (count == 2) {
            float lead = left[1] - left[0];
            float rise = slope[1] - slope[0];
            byte first = (byte) candidates[0];
            byte second = (byte) candidates[1];
            for (int x = startX; x < endX; x++) {
                ids[row + x] = lead + rise * fractions[x] > 0 ? second : first;
            }
            return;
        }
        for (int x = startX; x < endX; x++) {
            float across = fractions[x];
            float most = left[0] + slope[0] * across;
            int winner = candidates[0];
            for (int k = 1; k < count; k++) {
                float value = left[k] + slope[k] * across;
                if (value > most) {
                    most = value;
                    winner = candidates[k];
                }
            }
            ids[row + x] = (byte) winner;
        }
    }

    /** The classes that no other beats at all four cells, in the order of their ids. */
    private int findCandidates(float[] logits, Grid grid, int gapY, int gapX, int a, int b, int c, int d) {
        int top = gapY * grid.x.cells;
        int bottom = grid.y.next(gapY) * grid.x.cells;
        int next = grid.x.next(gapX);
        int wa = winners[top + gapX] & 0xFF;
        int wb = winners[top + next] & 0xFF;
        int wc = winners[bottom + gapX] & 0xFF;
        int wd = winners[bottom + next] & 0xFF;
        int count = 0;
        for (int label = 0; label < classes; label++) {
            boolean wins = label == wa || label == wb || label == wc || label == wd;
            if (!wins) {
                int plane = label * grid.plane;
                float va = logits[plane + a];
                float vb = logits[plane + b];
                float vc = logits[plane + c];
                float vd = logits[plane + d];
                wins = !beaten(logits, wa * grid.plane, a, b, c, d, va, vb, vc, vd)
                        && !beaten(logits, wb * grid.plane, a, b, c, d, va, vb, vc, vd)
                        && !beaten(logits, wc * grid.plane, a, b, c, d, va, vb, vc, vd)
                        && !beaten(logits, wd * grid.plane, a, b, c, d, va, vb, vc, vd);
            }
            if (wins) {
                candidates[count++] = label;
            }
        }
        return count;
    }

    private static boolean beaten(
            float[] logits, int by, int a, int b, int c, int d, float va, float vb, float vc, float vd) {
        return va <= logits[by + a] && vb <= logits[by + b] && vc <= logits[by + c] && vd <= logits[by + d];
    }
}

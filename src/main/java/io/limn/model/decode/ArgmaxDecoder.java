package io.limn.model.decode;

import io.limn.parsing.ProbabilityMap;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Upsamples label ids that the network computed by argmax: each pixel takes the label with the largest sum of bilinear weights among the
 * four cells around it; ties go to the lowest id. Not thread-safe.
 */
final class ArgmaxDecoder implements LayerDecoder {
    private final int labels;
    private final int[] corners = new int[4];
    private final float[] weights = new float[4];
    private byte[] winners = {};

    /** @param labels number of labels in the layer; an id outside of them counts as 0 */
    public ArgmaxDecoder(int labels) {
        this.labels = labels;
    }

    @Override
    public byte[] winners() {
        return winners;
    }

    @Override
    public void find(float[] output, Grid grid) {
        winners = winners.length == grid.cells() ? winners : new byte[grid.cells()];
        for (int y = 0; y < grid.y.cells; y++) {
            for (int x = 0; x < grid.x.cells; x++) {
                int id = Math.round(output[y * grid.pitch + x]);
                winners[y * grid.x.cells + x] = (byte) (id < 0 || id >= labels ? 0 : id);
            }
        }
    }

    @Override
    public byte[] paint(float[] output, Grid grid) {
        byte[] ids = new byte[Math.multiplyExact(grid.frameWidth, grid.frameHeight)];
        for (int gapY = 0; gapY < grid.y.gaps; gapY++) {
            for (int gapX = 0; gapX < grid.x.gaps; gapX++) {
                paint(grid, gapX, gapY, ids);
            }
        }
        return ids;
    }

    private void paint(Grid grid, int gapX, int gapY, byte[] ids) {
        int top = gapY * grid.x.cells;
        int bottom = grid.y.next(gapY) * grid.x.cells;
        byte a = winners[top + gapX];
        byte b = winners[top + grid.x.next(gapX)];
        byte c = winners[bottom + gapX];
        byte d = winners[bottom + grid.x.next(gapX)];
        int startX = grid.x.start[gapX];
        int endX = grid.x.start[gapX + 1];
        boolean same = a == b && a == c && a == d;
        if (same && a == 0) {
            return;
        }
        for (int y = grid.y.start[gapY]; y < grid.y.start[gapY + 1]; y++) {
            int row = y * grid.frameWidth;
            if (same) {
                Arrays.fill(ids, row + startX, row + endX, a);
                continue;
            }
            float down = grid.y.fraction[y];
            for (int x = startX; x < endX; x++) {
                ids[row + x] = vote(a, b, c, d, grid.x.fraction[x], down);
            }
        }
    }

    private byte vote(byte a, byte b, byte c, byte d, float across, float down) {
        int count = add(a, (1 - across) * (1 - down), 0);
        count = add(b, across * (1 - down), count);
        count = add(c, (1 - across) * down, count);
        count = add(d, across * down, count);
        int best = 0;
        for (int i = 1; i < count; i++) {
            boolean more = weights[i] > weights[best];
            boolean lower = weights[i] == weights[best] && corners[i] < corners[best];
            best = more || lower ? i : best;
        }
        return (byte) corners[best];
    }

    private int add(byte id, float weight, int count) {
        int value = id & 0xFF;
        for (int i = 0; i < count; i++) {
            if (corners[i] == value) {
                weights[i] += weight;
                return count;
            }
        }
        corners[count] = value;
        weights[count] = weight;
        return count + 1;
    }

    @Override
    public double lead(float[] output, int cell, int label, int other, Grid grid) {
        return 1;
    }

    @Override
    public void give(float[] output, SidePlanes sides, BitSet cells, boolean left, Grid grid) {
        for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
            output[grid.at(cell)] = sides.give(Math.round(output[grid.at(cell)]), left);
        }
    }

    @Override
    public void clear(float[] output, BitSet cells, Grid grid) {
        for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
            output[grid.at(cell)] = 0;
        }
    }

    @Override
    public ProbabilityMap probabilities(float[] output, Grid grid) {
        return new OneHotMap(winners.clone(), labels, grid);
    }
}

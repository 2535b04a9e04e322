package io.limn.output.cryptomatte;

import io.limn.output.exr.ExrHeader;
import io.limn.output.exr.ExrWriter;
import io.limn.output.matte.MatteRows;
import java.util.Arrays;

/**
 * A row of a Cryptomatte layer: at each pixel the ids with the largest coverage, the largest first, the background (id 0) among them.
 * Coverage is in steps of 1/65536, so the sum of a pixel is exactly 1. For one thread.
 */
public final class Ranks implements MatteRows.Runs {
    private static final int FULL = 1 << 16;

    private final int width;
    private final float[][] coverage = new float[CryptoLayer.RANKS][];
    private final int[] idChannels = new int[CryptoLayer.RANKS];
    private final int[] coverageChannels = new int[CryptoLayer.RANKS];
    /** By rank and column, in steps; one rank more than is written. */
    private final int[][] steps;

    /** Ids likewise. */
    private final float[][] owners;

    private final int[] rest;
    /** What the row has: the columns that objects are in, and how many ranks. */
    private int left;

    private int right;
    private int depth;
    private float owner;

    /** @param header of the file that has the layer's channels */
    public Ranks(CryptoLayer layer, ExrHeader header) {
        width = header.width();
        steps = new int[CryptoLayer.RANKS + 1][width];
        owners = new float[CryptoLayer.RANKS + 1][width];
        rest = new int[width];
        for (int rank = 0; rank < CryptoLayer.RANKS; rank++) {
            coverage[rank] = new float[width];
            idChannels[rank] = header.indexOf(layer.idChannel(rank));
            coverageChannels[rank] = header.indexOf(layer.coverageChannel(rank));
        }
    }

    /** Begins a row: all background. */
    public void clear() {
        for (int rank = 0; rank < depth; rank++) {
            Arrays.fill(steps[rank], left, right, 0);
            Arrays.fill(owners[rank], left, right, 0);
        }
        Arrays.fill(rest, FULL);
        depth = 0;
        left = width;
        right = 0;
    }

    /** Whose coverage of the row comes next. What objects cover sums to 1 at most. */
    public void object(CryptoId id) {
        owner = id.value();
    }

    @Override
    public void none(int from, int to) {
        // Nothing to add.
    }

    @Override
    public void full(int from, int to) {
        touch(from, to);
        for (int x = from; x < to; x++) {
            add(x, FULL);
        }
    }

    @Override
    public void values(int from, int to, float[] values) {
        touch(from, to);
        for (int x = from; x < to; x++) {
            add(x, (int) (values[x] * FULL + 0.5f));
        }
    }

    private void touch(int from, int to) {
        left = Math.min(left, from);
        right = Math.max(right, to);
    }

    private void add(int x, int wanted) {
        int share = Math.min(rest[x], wanted);
        if (share > 0) {
            rest[x] -= share;
            insert(x, owner, share);
        }
    }

    private void insert(int x, float owner, int share) {
        int rank = 0;
        while (rank < steps.length && steps[rank][x] > 0) {
            rank++;
        }
        if (rank == steps.length && steps[--rank][x] >= share) {
            return;
        }
        depth = Math.max(depth, rank + 1);
        for (; rank > 0 && steps[rank - 1][x] < share; rank--) {
            steps[rank][x] = steps[rank - 1][x];
            owners[rank][x] = owners[rank - 1][x];
        }
        steps[rank][x] = share;
        owners[rank][x] = owner;
    }

    /** Writes the row. */
    public void write(ExrWriter file) {
        for (int x = left; x < right; x++) {
            if (rest[x] > 0) {
                insert(x, 0, rest[x]);
            }
            spread(x);
        }
        file.fill(coverageChannels[0], 1, 0, Math.min(left, width));
        file.fill(coverageChannels[0], 1, Math.max(left, right), width);
        for (int rank = 0; rank < Math.min(depth, CryptoLayer.RANKS); rank++) {
            for (int x = left; x < right; x++) {
                coverage[rank][x] = steps[rank][x] / (float) FULL;
            }
            file.put(idChannels[rank], owners[rank], left, right);
            file.put(coverageChannels[rank], coverage[rank], left, right);
        }
    }

    /** What there are no ranks for is the first's. */
    private void spread(int x) {
        if (steps[CryptoLayer.RANKS][x] == 0) {
            return;
        }
        int sum = 0;
        for (int rank = 0; rank < CryptoLayer.RANKS; rank++) {
            sum += steps[rank][x];
        }
        steps[0][x] += FULL - sum;
    }
}

package io.limn.output.cryptomatte;

import io.limn.output.exr.ExrHeader;
import io.limn.output.exr.ExrWriter;
import java.util.Arrays;

/**
 * A row of a Cryptomatte layer: at each pixel the ids with the largest coverage, the largest first, the background (id 0) among them.
 * Coverage is in steps of 1/65536, so the sum of a pixel is exactly 1. For one thread.
 */
public final class Ranks {
    private static final int FULL = 1 << 16;

    private final int width;
    private final float[][] ids = new float[CryptoLayer.RANKS][];
    private final float[][] coverage = new float[CryptoLayer.RANKS][];
    private final int[] idChannels = new int[CryptoLayer.RANKS];
    private final int[] coverageChannels = new int[CryptoLayer.RANKS];
    /** By column, in steps. */
    private final int[][] steps;

    private final float[][] owners;
    private final int[] rest;

    /** @param header of the file that has the layer's channels */
    public Ranks(CryptoLayer layer, ExrHeader header) {
        width = header.width();
        // One more than is written, for the background.
        steps = new int[CryptoLayer.RANKS + 1][width];
        owners = new float[CryptoLayer.RANKS + 1][width];
        rest = new int[width];
        for (int rank = 0; rank < CryptoLayer.RANKS; rank++) {
            ids[rank] = owners[rank];
            coverage[rank] = new float[width];
            idChannels[rank] = header.indexOf(layer.idChannel(rank));
            coverageChannels[rank] = header.indexOf(layer.coverageChannel(rank));
        }
    }

    /** Begins a row: all background. */
    public void clear() {
        for (int rank = 0; rank < steps.length; rank++) {
            Arrays.fill(steps[rank], 0);
            Arrays.fill(owners[rank], 0);
        }
        Arrays.fill(rest, FULL);
    }

    /**
     * An object's coverage of the row. What objects cover sums to 1 at most.
     *
     * @param values 0..1 by column
     * @param from first column
     * @param to past the last
     */
    public void add(CryptoId id, float[] values, int from, int to) {
        float owner = id.value();
        for (int x = from; x < to; x++) {
            int share = Math.min(rest[x], (int) (values[x] * FULL + 0.5f));
            if (share > 0) {
                rest[x] -= share;
                insert(x, owner, share);
            }
        }
    }

    private void insert(int x, float owner, int share) {
        int rank = steps.length - 1;
        if (steps[rank][x] >= share) {
            return;
        }
        for (; rank > 0 && steps[rank - 1][x] < share; rank--) {
            steps[rank][x] = steps[rank - 1][x];
            owners[rank][x] = owners[rank - 1][x];
        }
        steps[rank][x] = share;
        owners[rank][x] = owner;
    }

    /** Writes the row. */
    public void write(ExrWriter file) {
        for (int x = 0; x < width; x++) {
            if (rest[x] > 0) {
                insert(x, 0, rest[x]);
            }
            spread(x);
        }
        for (int rank = 0; rank < CryptoLayer.RANKS; rank++) {
            int from = 0;
            while (from < width && steps[rank][from] == 0) {
                from++;
            }
            if (from == width) {
                return;
            }
            for (int x = from; x < width; x++) {
                coverage[rank][x] = steps[rank][x] / (float) FULL;
            }
            file.put(idChannels[rank], ids[rank], from, width);
            file.put(coverageChannels[rank], coverage[rank], from, width);
        }
    }

    /** What there are no ranks for goes to the first. */
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

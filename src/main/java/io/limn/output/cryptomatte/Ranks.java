package io.limn.output.cryptomatte;

import io.limn.output.exr.ExrHeader;
import io.limn.output.exr.ExrWriter;
import io.limn.output.matte.MatteRows;
import java.util.Arrays;

/**
 * A row of a Cryptomatte layer: at each pixel the ids with the largest coverage, the largest first, the background (id 0) among them.
 * Coverage is in steps of 1/4096, finer than anything is keyed and short in the file, so the sum of a pixel is exactly 1. Only where several things meet is anything done for each pixel. For
 * one thread.
 */
public final class Ranks implements MatteRows.Runs {
    private static final int FULL = 1 << 12;
    private static final float STEP = 1f / FULL;
    private static final int SLOTS = CryptoLayer.RANKS + 1;
    /** What a pixel has: nothing, one thing that covers it, or several. */
    private static final byte NOTHING = 0;

    private static final byte ONE = 1;
    private static final byte SEVERAL = 2;

    private final int width;
    private final float[] coverage;
    private final int[] idChannels = new int[CryptoLayer.RANKS];
    private final int[] coverageChannels = new int[CryptoLayer.RANKS];
    private final byte[] states;
    /** By column and rank, in steps, where there are several; one rank more than is written. */
    private final int[] steps;

    /** Ids likewise. */
    private final float[] owners;

    /** How many ranks a column has, and what is left of it. */
    private final byte[] depths;

    private final int[] rest;
    /** What covers pixels alone. */
    private final float[] alone;

    private final float[] ids;
    private float owner;

    /** @param header of the file that has the layer's channels */
    public Ranks(CryptoLayer layer, ExrHeader header) {
        width = header.width();
        states = new byte[width];
        steps = new int[SLOTS * width];
        owners = new float[SLOTS * width];
        depths = new byte[width];
        rest = new int[width];
        alone = new float[width];
        ids = new float[width];
        coverage = new float[width];
        for (int rank = 0; rank < CryptoLayer.RANKS; rank++) {
            idChannels[rank] = header.indexOf(layer.idChannel(rank));
            coverageChannels[rank] = header.indexOf(layer.coverageChannel(rank));
        }
    }

    /** Begins a row: all background. */
    public void clear() {
        Arrays.fill(states, NOTHING);
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
        for (int x = from; x < to; x++) {
            if (states[x] == NOTHING) {
                states[x] = ONE;
                alone[x] = owner;
            } else {
                add(x, FULL);
            }
        }
    }

    @Override
    public void values(int from, int to, float[] values) {
        for (int x = from; x < to; x++) {
            add(x, (int) (values[x] * FULL + 0.5f));
        }
    }

    private void add(int x, int wanted) {
        if (wanted <= 0 || states[x] == ONE) {
            return;
        }
        if (states[x] == NOTHING) {
            begin(x);
        }
        int share = Math.min(rest[x], wanted);
        if (share > 0) {
            rest[x] -= share;
            insert(x, owner, share);
        }
    }

    private void begin(int x) {
        states[x] = SEVERAL;
        rest[x] = FULL;
        depths[x] = 0;
    }

    private void insert(int x, float owner, int share) {
        int first = x * SLOTS;
        int at = first + depths[x];
        if (depths[x] == SLOTS) {
            at--;
            if (steps[at] >= share) {
                return;
            }
        } else {
            depths[x]++;
        }
        for (; at > first && steps[at - 1] < share; at--) {
            steps[at] = steps[at - 1];
            owners[at] = owners[at - 1];
        }
        steps[at] = share;
        owners[at] = owner;
    }

    /** Writes the row. */
    public void write(ExrWriter file) {
        for (int x = 0; x < width; x++) {
            if (states[x] == SEVERAL) {
                finish(x);
            }
        }
        for (int x = 0; x < width; ) {
            int end = x + 1;
            while (end < width && states[end] == states[x] && (states[x] != ONE || alone[end] == alone[x])) {
                end++;
            }
            if (states[x] == SEVERAL) {
                several(x, end, file);
            } else {
                file.fill(idChannels[0], states[x] == ONE ? alone[x] : 0, x, end);
                file.fill(coverageChannels[0], 1, x, end);
            }
            x = end;
        }
    }

    /** Adds the background. What there are no ranks for is the first's. */
    private void finish(int x) {
        if (rest[x] > 0) {
            insert(x, 0, rest[x]);
        }
        int first = x * SLOTS;
        if (depths[x] == 1) {
            states[x] = ONE;
            alone[x] = owners[first];
        } else if (depths[x] == SLOTS) {
            int sum = 0;
            for (int rank = 0; rank < CryptoLayer.RANKS; rank++) {
                sum += steps[first + rank];
            }
            steps[first] += FULL - sum;
            depths[x]--;
        }
    }

    private void several(int from, int to, ExrWriter file) {
        int deepest = 0;
        for (int x = from; x < to; x++) {
            deepest = Math.max(deepest, depths[x]);
        }
        for (int rank = 0; rank < deepest; rank++) {
            for (int x = from, at = from * SLOTS + rank; x < to; x++, at += SLOTS) {
                boolean there = rank < depths[x];
                ids[x] = there ? owners[at] : 0;
                coverage[x] = there ? steps[at] * STEP : 0;
            }
            file.put(idChannels[rank], ids, from, to);
            file.put(coverageChannels[rank], coverage, from, to);
        }
    }
}

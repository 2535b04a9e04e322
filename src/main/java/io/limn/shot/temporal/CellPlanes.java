package io.limn.shot.temporal;

import java.util.Arrays;

/**
 * Probabilities by cell: one plane per label or person, each row-major. Most planes are 0 at most cells; {@code active} tells which are
 * not.
 *
 * @param values plane by plane
 * @param active by cell, bit {@code n % 64} is set if plane n isn't 0 there; planes 64 apart share a bit
 */
record CellPlanes(int planes, int cells, float[] values, long[] active) {
    static final float NEGLIGIBLE = 2e-4f;
    static final int BITS = 64;

    /** @param values kept, not copied; negligible ones become 0 */
    static CellPlanes of(float[] values, int planes) {
        int cells = values.length / planes;
        long[] active = new long[cells];
        for (int plane = 0, at = 0; plane < planes; plane++) {
            long bit = 1L << plane;
            for (int cell = 0; cell < cells; cell++, at++) {
                if (values[at] > NEGLIGIBLE) {
                    active[cell] |= bit;
                } else {
                    values[at] = 0;
                }
            }
        }
        return new CellPlanes(planes, cells, values, active);
    }

    /** The same with more planes, which are 0. */
    CellPlanes widened(int count) {
        return count == planes ? this : new CellPlanes(count, cells, Arrays.copyOf(values, count * cells), active);
    }

    /** Squares, scaled to a sum of 1 in each cell; unchanged cells stay as they are. */
    CellPlanes squared(Unchanged unchanged) {
        float[] squares = unchanged.from(this).values();
        for (int cell = 0; cell < cells; cell++) {
            if (unchanged.at(cell)) {
                continue;
            }
            float sum = 0;
            for (long bits = active[cell]; bits != 0; bits &= bits - 1) {
                for (int plane = Long.numberOfTrailingZeros(bits); plane < planes; plane += BITS) {
                    float value = values[plane * cells + cell];
                    squares[plane * cells + cell] = value * value;
                    sum += value * value;
                }
            }
            for (long bits = sum > 0 ? active[cell] : 0; bits != 0; bits &= bits - 1) {
                for (int plane = Long.numberOfTrailingZeros(bits); plane < planes; plane += BITS) {
                    squares[plane * cells + cell] /= sum;
                }
            }
        }
        return new CellPlanes(planes, cells, squares, active);
    }

    /** The most probable plane, of equal ones the lowest. */
    int winner(int cell) {
        if (planes <= BITS && Long.bitCount(active[cell]) == 1) {
            return Long.numberOfTrailingZeros(active[cell]);
        }
        int best = 0;
        float most = values[cell];
        for (long bits = active[cell]; bits != 0; bits &= bits - 1) {
            for (int plane = Long.numberOfTrailingZeros(bits); plane < planes; plane += BITS) {
                float value = values[plane * cells + cell];
                if (value > most || value == most && plane < best) {
                    best = plane;
                    most = value;
                }
            }
        }
        return best;
    }
}

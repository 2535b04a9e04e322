package io.limn.shot.steady;

/**
 * Probabilities cell by cell: one plane a label or person, each row-major. Most planes are 0 at most cells; which aren't is kept beside.
 *
 * @param values plane by plane
 * @param active by cell a bit for each plane that isn't 0 there, that of plane n being bit {@code n % 64}
 */
record CellPlanes(int planes, int cells, float[] values, long[] active) {
    static final float NEGLIGIBLE = 2e-4f;
    static final int BITS = 64;

    /** @param values what is negligible becomes 0 in it; kept */
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

    /** As it was written: nothing is negligible. */
    static CellPlanes read(float[] values, int planes) {
        int cells = values.length / planes;
        long[] active = new long[cells];
        for (int at = 0; at < values.length; at++) {
            active[at % cells] |= values[at] > 0 ? 1L << at / cells : 0;
        }
        return new CellPlanes(planes, cells, values, active);
    }

    /** With further planes, where nobody is. */
    CellPlanes widened(int count) {
        return count == planes
                ? this
                : new CellPlanes(count, cells, java.util.Arrays.copyOf(values, count * cells), active);
    }

    /** The most probable plane, of equal ones the lowest. */
    int winner(int cell) {
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

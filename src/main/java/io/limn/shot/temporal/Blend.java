package io.limn.shot.temporal;

/** Weighted mean of two estimates for the same cells. */
final class Blend {
    private Blend() {}

    /**
     * @param own by cell, the first estimate's weight, more than 0
     * @param others by cell, the second estimate's weight; where it is 0, the first is kept
     * @param unchanged cells that take the second estimate as it is
     * @return planes that sum to 1 in each cell
     */
    static CellPlanes of(CellPlanes one, float[] own, CellPlanes other, float[] others, Unchanged unchanged) {
        int cells = one.cells();
        int planes = one.planes();
        CellPlanes start = unchanged.from(other);
        float[] blended = start.values();
        long[] active = start.active();
        for (int cell = 0; cell < cells; cell++) {
            if (unchanged.at(cell)) {
                continue;
            }
            float share = others[cell] / (own[cell] + others[cell]);
            active[cell] = share > 0 ? one.active()[cell] | other.active()[cell] : one.active()[cell];
            float sum = 0;
            long found = 0;
            for (long bits = active[cell]; bits != 0; bits &= bits - 1) {
                for (int plane = Long.numberOfTrailingZeros(bits); plane < planes; plane += CellPlanes.BITS) {
                    int at = plane * cells + cell;
                    float value = one.values()[at];
                    value += share > 0 ? share * (other.values()[at] - value) : 0;
                    if (value > CellPlanes.NEGLIGIBLE) {
                        blended[at] = value;
                        sum += value;
                        found |= 1L << plane;
                    }
                }
            }
            active[cell] = found;
            for (long bits = sum > 0 ? active[cell] : 0; bits != 0; bits &= bits - 1) {
                for (int plane = Long.numberOfTrailingZeros(bits); plane < planes; plane += CellPlanes.BITS) {
                    blended[plane * cells + cell] /= sum;
                }
            }
        }
        return new CellPlanes(planes, cells, blended, active);
    }
}

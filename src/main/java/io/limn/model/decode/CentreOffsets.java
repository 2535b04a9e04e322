package io.limn.model.decode;

import java.util.BitSet;
import java.util.List;

/** The person centre that each cell predicts by its offsets, and the detected centre nearest to it. */
final class CentreOffsets {
    private final List<Peaks.Peak> peaks;
    private final float[] offsets;
    private final Grid grid;

    /**
     * @param offsets two planes of the grid: distance to the centre rightwards and downwards, in input pixels
     */
    CentreOffsets(List<Peaks.Peak> peaks, float[] offsets, Grid grid) {
        this.peaks = peaks;
        this.offsets = offsets;
        this.grid = grid;
    }

    /** The index of the peak in {@code allowed} nearest to the centre that the cell predicts; -1 if none is allowed. */
    int nearest(int x, int y, BitSet allowed) {
        int nearest = -1;
        float least = Float.POSITIVE_INFINITY;
        for (int p = allowed.nextSetBit(0); p >= 0; p = allowed.nextSetBit(p + 1)) {
            float distance = squared(x, y, peaks.get(p));
            if (nearest < 0 || distance < least) {
                least = distance;
                nearest = p;
            }
        }
        return nearest;
    }

    boolean has(int peak) {
        return peak >= 0 && peak < peaks.size();
    }

    /** Distance in input pixels between two peaks. */
    double apart(int peak, int other) {
        return grid.stride
                * Math.hypot(
                        peaks.get(peak).x() - peaks.get(other).x(),
                        peaks.get(peak).y() - peaks.get(other).y());
    }

    /** Distance in input pixels from the centre that the cell predicts to a peak. */
    double distance(int x, int y, int peak) {
        return Math.sqrt(squared(x, y, peaks.get(peak)));
    }

    private float squared(int x, int y, Peaks.Peak peak) {
        int at = y * grid.pitch + x;
        float dx = (x - peak.x()) * grid.stride + offsets[at];
        float dy = (y - peak.y()) * grid.stride + offsets[grid.plane + at];
        return dx * dx + dy * dy;
    }
}

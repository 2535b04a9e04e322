package io.limn.model.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds person centres in a heat map: the cells that are the maximum of their window, as in CenterNet and Panoptic-DeepLab. */
final class Peaks {
    /** The most persons an 8-bit map can hold. */
    static final int MOST = 255;

    /** A centre: its cell and the heat there, 0..1. */
    record Peak(int x, int y, float heat) {}

    private Peaks() {}

    /**
     * @param heat one plane of the grid
     * @param window cells per side, odd
     * @return by falling heat, at most {@link #MOST}
     */
    static List<Peak> find(float[] heat, Grid grid, int window, float threshold) {
        List<Peak> peaks = new ArrayList<>();
        int reach = window / 2;
        for (int y = 0; y < grid.y.cells; y++) {
            for (int x = 0; x < grid.x.cells; x++) {
                float value = heat[y * grid.pitch + x];
                if (value >= threshold && largest(heat, grid, x, y, reach)) {
                    peaks.add(new Peak(x, y, value));
                }
            }
        }
        peaks.sort(Comparator.comparingDouble(Peak::heat).reversed());
        return peaks.size() > MOST ? List.copyOf(peaks.subList(0, MOST)) : peaks;
    }

    /** Whether the cell is the maximum of its window; among equal cells, the first in row-major order. */
    private static boolean largest(float[] heat, Grid grid, int x, int y, int reach) {
        float value = heat[y * grid.pitch + x];
        for (int j = Math.max(0, y - reach); j <= Math.min(grid.y.cells - 1, y + reach); j++) {
            for (int i = Math.max(0, x - reach); i <= Math.min(grid.x.cells - 1, x + reach); i++) {
                float other = heat[j * grid.pitch + i];
                boolean earlier = j < y || j == y && i < x;
                if (other > value || other == value && earlier) {
                    return false;
                }
            }
        }
        return true;
    }
}

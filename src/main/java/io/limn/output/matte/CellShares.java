package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import io.limn.parsing.ProbabilityMap;
import java.util.Arrays;

/**
 * How the foreground of each cell is divided among persons, or among the labels of a layer. Planes are 0..1 and sum to 1.
 *
 * @param planes plane 0 is the share of none of the others; each is row-major, null if it is 0 everywhere; modified while they are prepared
 */
record CellShares(CellGrid grid, float[][] planes) {
    private static final float PRESENT = 1e-4f;

    /**
     * Reads the shares from a probability map.
     *
     * @param scratch reused from map to map; large enough for {@link ProbabilityMap#cells}
     */
    static CellShares of(ProbabilityMap map, float[] scratch) {
        int cells = map.grid().cells();
        map.cells(scratch);
        float[][] planes = new float[map.planes()][];
        for (int plane = 0; plane < planes.length; plane++) {
            int from = plane * cells;
            float most = 0;
            for (int i = from; i < from + cells && most <= PRESENT; i++) {
                most = scratch[i];
            }
            if (plane == 0 || most > PRESENT) {
                planes[plane] = Arrays.copyOfRange(scratch, from, from + cells);
            }
        }
        return new CellShares(map.grid(), planes);
    }

    int count() {
        return planes.length;
    }

    /** The plane with the largest share of each cell. */
    int[] strongest() {
        int[] best = new int[grid.cells()];
        float[] most = planes[0].clone();
        for (int plane = 1; plane < planes.length; plane++) {
            float[] values = planes[plane];
            for (int cell = 0; values != null && cell < values.length; cell++) {
                if (values[cell] > most[cell]) {
                    most[cell] = values[cell];
                    best[cell] = plane;
                }
            }
        }
        return best;
    }

    /** Removes a plane from a cell; the others get its share in proportion. Does nothing if no other plane has a share. */
    void remove(int plane, int cell) {
        float rest = 1 - planes[plane][cell];
        if (rest < 1e-4f) {
            return;
        }
        planes[plane][cell] = 0;
        for (float[] values : planes) {
            if (values != null) {
                values[cell] /= rest;
            }
        }
    }

    /** Divides each cell by its sum; a cell with sum 0 goes to plane 0. */
    void normalise() {
        float[] sums = new float[grid.cells()];
        for (float[] values : planes) {
            for (int cell = 0; values != null && cell < values.length; cell++) {
                sums[cell] += values[cell];
            }
        }
        float[] none = planes[0];
        for (int cell = 0; cell < sums.length; cell++) {
            if (sums[cell] < 1e-6f) {
                none[cell] = 1;
                sums[cell] += 1;
            }
        }
        for (int cell = 0; cell < sums.length; cell++) {
            sums[cell] = 1 / sums[cell];
        }
        for (float[] values : planes) {
            for (int cell = 0; values != null && cell < values.length; cell++) {
                values[cell] *= sums[cell];
            }
        }
    }

    /** Squares the shares and normalises them: the network's ramps between labels are wider than the real borders. */
    CellShares squared() {
        float[][] power = new float[planes.length][];
        for (int plane = 0; plane < power.length; plane++) {
            float[] values = planes[plane];
            if (values != null) {
                float[] squares = new float[values.length];
                for (int cell = 0; cell < squares.length; cell++) {
                    squares[cell] = values[cell] * values[cell];
                }
                power[plane] = squares;
            }
        }
        CellShares squared = new CellShares(grid, power);
        squared.normalise();
        return squared;
    }

    /**
     * Replaces shares near the foreground's edge by those of the foreground around: outside of it they mean nothing, yet the matte's final
     * edge may lie there.
     */
    CellShares extended(Surroundings around) {
        float[][] spread = new float[planes.length][];
        for (int plane = 0; plane < spread.length; plane++) {
            spread[plane] = planes[plane] == null ? null : around.spread(planes[plane]);
        }
        return new CellShares(grid, spread);
    }
}

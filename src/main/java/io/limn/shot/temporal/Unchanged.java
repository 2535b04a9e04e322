package io.limn.shot.temporal;

import java.util.Arrays;

/**
 * Cells that need no filtering: nothing moves there, and the network's probabilities are those of the frame before, bit by bit, since it
 * did not run there.
 *
 * @param cells by cell; empty if all are filtered
 */
record Unchanged(boolean[] cells) {
    static final Unchanged NONE = new Unchanged(new boolean[0]);

    /**
     * @param numbers of the frame's persons in the shot
     * @param earlierNumbers of the persons of the frame before
     */
    static Unchanged between(FrameCells earlier, int[] earlierNumbers, FrameCells now, int[] numbers, Motion motion) {
        boolean samePersons = Arrays.equals(earlierNumbers, numbers);
        boolean[] unchanged = new boolean[now.grid().cells()];
        for (int cell = 0; cell < unchanged.length; cell++) {
            unchanged[cell] = motion.isNone(cell)
                    && (samePersons || now.persons().active()[cell] == 1)
                    && isSame(earlier.persons(), now.persons(), cell);
            for (int i = 0; unchanged[cell] && i < now.layers().size(); i++) {
                unchanged[cell] = isSame(earlier.layers().get(i), now.layers().get(i), cell);
            }
        }
        return new Unchanged(unchanged);
    }

    private static boolean isSame(CellPlanes one, CellPlanes other, int cell) {
        long active = one.active()[cell];
        if (active != other.active()[cell]) {
            return false;
        }
        int planes = Math.min(one.planes(), other.planes());
        for (long bits = active; bits != 0; bits &= bits - 1) {
            for (int plane = Long.numberOfTrailingZeros(bits); plane < planes; plane += CellPlanes.BITS) {
                int at = plane * one.cells() + cell;
                if (one.values()[at] != other.values()[at]) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean at(int cell) {
        return cells.length > 0 && cells[cell];
    }

    /** Cells that are unchanged in both. */
    Unchanged and(Unchanged other) {
        if (cells.length == 0 || other.cells.length == 0) {
            return NONE;
        }
        boolean[] both = cells.clone();
        for (int cell = 0; cell < both.length; cell++) {
            both[cell] &= other.cells[cell];
        }
        return new Unchanged(both);
    }

    /** A copy of planes at the unchanged cells; the others are 0. */
    CellPlanes from(CellPlanes planes) {
        int count = planes.cells();
        if (cells.length == 0) {
            return new CellPlanes(planes.planes(), count, new float[planes.planes() * count], new long[count]);
        }
        float[] values = planes.values().clone();
        long[] active = planes.active().clone();
        for (int cell = 0; cell < count; cell++) {
            for (long bits = cells[cell] ? 0 : active[cell]; bits != 0; bits &= bits - 1) {
                for (int p = Long.numberOfTrailingZeros(bits); p < planes.planes(); p += CellPlanes.BITS) {
                    values[p * count + cell] = 0;
                }
            }
            active[cell] = cells[cell] ? active[cell] : 0;
        }
        return new CellPlanes(planes.planes(), count, values, active);
    }
}

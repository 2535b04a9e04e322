package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Finds connected components of cells (4-connectivity) and drops those that are too small to be real. */
final class Islands {
    private static final int SMALLEST_HOLE = 3;
    private static final int SMALLEST_PERSON = 3;
    private static final int SMALLEST_PART = 3;
    /** Components below this share of their person's, or their person's label's, total area are dropped. */
    private static final double SHARE = 0.03;

    private static final float FAINT = 0.2f;
    private static final float NOTHING = 0.02f;

    private final CellGrid grid;
    private final float[] foreground;
    /** The person with the largest share of each cell. */
    private final int[] persons;

    private final int personPlanes;
    private final IntPredicate decided;
    private final int[] found;
    private final boolean[] seen;

    /**
     * @param foreground cleaned in place
     * @param decided cells set by edits: components that contain one are kept
     */
    Islands(CellGrid grid, float[] foreground, CellShares owners, IntPredicate decided) {
        this.decided = decided;
        this.grid = grid;
        this.foreground = foreground;
        persons = owners.strongest();
        personPlanes = owners.count();
        found = new int[grid.cells()];
        seen = new boolean[grid.cells()];
    }

    private Islands(Islands other) {
        decided = other.decided;
        grid = other.grid;
        foreground = other.foreground;
        persons = other.persons;
        personPlanes = other.personPlanes;
        found = new int[grid.cells()];
        seen = new boolean[grid.cells()];
    }

    /** The same for another thread. */
    Islands copy() {
        return new Islands(this);
    }

    /** Fills small holes in the foreground, and drops small components of persons. */
    void clean() {
        int[] ids = new int[persons.length];
        for (int cell = 0; cell < ids.length; cell++) {
            ids[cell] = foreground[cell] > 0.5f ? 1 + persons[cell] : 0;
        }
        long[] areas = areas(ids, personPlanes + 1);
        Arrays.fill(seen, false);
        for (int cell = 0; cell < ids.length; cell++) {
            if (seen[cell]) {
                continue;
            }
            int size = connected(ids, cell);
            if (ids[cell] == 0) {
                if (size < SMALLEST_HOLE && inside(size) && !meant(size)) {
                    fill(size);
                }
            } else if (size < Math.max(SMALLEST_PERSON, SHARE * areas[ids[cell]])
                    && size < areas[ids[cell]]
                    && !meant(size)) {
                drop(ids, size);
            }
        }
    }

    /** Gives small components of a label to the other labels there. */
    void clean(CellShares layer) {
        int planes = layer.count();
        int[] ids = layer.strongest();
        for (int cell = 0; cell < ids.length; cell++) {
            ids[cell] = foreground[cell] > 0.5f ? persons[cell] * planes + ids[cell] : -1;
        }
        long[] areas = areas(ids, personPlanes * planes);
        Arrays.fill(seen, false);
        for (int cell = 0; cell < ids.length; cell++) {
            if (seen[cell] || ids[cell] < 0) {
                continue;
            }
            int size = connected(ids, cell);
            if (size < Math.max(SMALLEST_PART, SHARE * areas[ids[cell]]) && size < areas[ids[cell]] && !meant(size)) {
                for (int i = 0; i < size; i++) {
                    layer.remove(ids[cell] % planes, found[i]);
                }
            }
        }
    }

    private static long[] areas(int[] ids, int count) {
        long[] areas = new long[count];
        for (int id : ids) {
            if (id >= 0) {
                areas[id]++;
            }
        }
        return areas;
    }

    /** Collects the component of cells with equal id around a start cell in {@link #found}; returns its size. */
    private int connected(int[] ids, int start) {
        int id = ids[start];
        int size = 1;
        found[0] = start;
        seen[start] = true;
        for (int next = 0; next < size; next++) {
            int cell = found[next];
            int x = cell % grid.width();
            size = visit(ids, id, cell - 1, x > 0, size);
            size = visit(ids, id, cell + 1, x < grid.width() - 1, size);
            size = visit(ids, id, cell - grid.width(), cell >= grid.width(), size);
            size = visit(ids, id, cell + grid.width(), cell + grid.width() < ids.length, size);
        }
        return size;
    }

    private int visit(int[] ids, int id, int cell, boolean there, int size) {
        if (!there || seen[cell] || ids[cell] != id) {
            return size;
        }
        seen[cell] = true;
        found[size] = cell;
        return size + 1;
    }

    private boolean meant(int size) {
        for (int i = 0; i < size; i++) {
            if (decided.test(found[i])) {
                return true;
            }
        }
        return false;
    }

    private boolean inside(int size) {
        for (int i = 0; i < size; i++) {
            int x = found[i] % grid.width();
            int y = found[i] / grid.width();
            if (x == 0 || y == 0 || x == grid.width() - 1 || y == grid.height() - 1) {
                return false;
            }
        }
        return true;
    }

    private void fill(int size) {
        for (int i = 0; i < size; i++) {
            foreground[found[i]] = 1 - NOTHING;
        }
    }

    /** Drops a component, including the faint ring around it. */
    private void drop(int[] ids, int size) {
        for (int i = 0; i < size; i++) {
            int cell = found[i];
            int x = cell % grid.width();
            int y = cell / grid.width();
            for (int v = Math.max(0, y - 1); v <= Math.min(grid.height() - 1, y + 1); v++) {
                for (int u = Math.max(0, x - 1); u <= Math.min(grid.width() - 1, x + 1); u++) {
                    int near = v * grid.width() + u;
                    if (ids[near] == 0) {
                        foreground[near] = Math.min(foreground[near], FAINT);
                    }
                }
            }
            foreground[cell] = NOTHING;
        }
    }
}

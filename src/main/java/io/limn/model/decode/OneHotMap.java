package io.limn.model.decode;

import java.util.Arrays;

/** Ids of cells, interpolated bilinearly: an id's probability is the weighted sum of its share in the four cells around the pixel. */
final class OneHotMap extends GridMap {
    private final byte[] ids;
    private final float[][] shared;

    /**
     * @param ids of the content cells, row-major, each below {@code planes}; kept, not copied
     * @param shared by cell, each plane's share if the cell doesn't belong to its id alone; else null
     */
    OneHotMap(byte[] ids, float[][] shared, int planes, Grid grid) {
        super(grid, planes);
        this.ids = ids;
        this.shared = shared;
    }

    /** A map whose cells each belong to one id alone. */
    OneHotMap(byte[] ids, int planes, Grid grid) {
        this(ids, new float[ids.length][], planes, grid);
    }

    /** Owners if the whole foreground belongs to person 1 or, if no person was found, to nobody. */
    static OneHotMap onePerson(boolean found, Grid grid) {
        byte[] ids = new byte[grid.cells()];
        Arrays.fill(ids, (byte) (found ? 1 : 0));
        return new OneHotMap(ids, found ? 2 : 1, grid);
    }

    @Override
    public void cells(float[] into) {
        Arrays.fill(into, 0, planes * ids.length, 0);
        for (int cell = 0; cell < ids.length; cell++) {
            if (shared[cell] == null) {
                into[(ids[cell] & 0xFF) * ids.length + cell] = 1;
            } else {
                for (int plane = 0; plane < planes; plane++) {
                    into[plane * ids.length + cell] = shared[cell][plane];
                }
            }
        }
    }

    @Override
    public Rows rows() {
        return this::read;
    }

    private void read(int y, float[] into) {
        int width = grid.frameWidth;
        Arrays.fill(into, 0, planes * width, 0);
        int gapY = grid.y.gapOf(y);
        int top = gapY * grid.x.cells;
        int bottom = grid.y.next(gapY) * grid.x.cells;
        float down = grid.y.fraction[y];
        for (int gapX = 0; gapX < grid.x.gaps; gapX++) {
            int next = grid.x.next(gapX);
            int start = grid.x.start[gapX];
            int end = grid.x.start[gapX + 1];
            if (alone(top + gapX, top + next) && alone(top + gapX, bottom + gapX) && alone(top + gapX, bottom + next)) {
                int plane = (ids[top + gapX] & 0xFF) * width;
                Arrays.fill(into, plane + start, plane + end, 1);
                continue;
            }
            add(top + gapX, start, end, false, 1 - down, into);
            add(top + next, start, end, true, 1 - down, into);
            add(bottom + gapX, start, end, false, down, into);
            add(bottom + next, start, end, true, down, into);
        }
    }

    /** Whether both cells belong to the same person alone. */
    private boolean alone(int cell, int other) {
        return shared[cell] == null && shared[other] == null && ids[cell] == ids[other];
    }

    private void add(int cell, int start, int end, boolean right, float weight, float[] into) {
        float[] shares = shared[cell];
        for (int plane = 0; plane < planes; plane++) {
            float share = shares != null ? shares[plane] : plane == (ids[cell] & 0xFF) ? 1 : 0;
            if (share > 0) {
                int to = plane * grid.frameWidth;
                for (int x = start; x < end; x++) {
                    float across = right ? grid.x.fraction[x] : 1 - grid.x.fraction[x];
                    into[to + x] += weight * across * share;
                }
            }
        }
    }
}

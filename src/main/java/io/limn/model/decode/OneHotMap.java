package io.limn.model.decode;

import java.util.Arrays;

/** Hard ids per cell, interpolated bilinearly: an id's probability is the weight of those of the four cells around that have it. */
final class OneHotMap extends GridMap {
    private final byte[] ids;

    /** @param ids of the content cells, row-major, each below {@code planes}; kept, not copied */
    OneHotMap(byte[] ids, int planes, Grid grid) {
        super(grid, planes);
        this.ids = ids;
    }

    /** Owners where the whole foreground belongs to person 1, or, if no person was found, to none. */
    public static OneHotMap onePerson(boolean found, Grid grid) {
        byte[] ids = new byte[grid.cells()];
        Arrays.fill(ids, (byte) (found ? 1 : 0));
        return new OneHotMap(ids, found ? 2 : 1, grid);
    }

    @Override
    public void cells(float[] into) {
        Arrays.fill(into, 0, planes * ids.length, 0);
        for (int cell = 0; cell < ids.length; cell++) {
            into[(ids[cell] & 0xFF) * ids.length + cell] = 1;
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
            int a = (ids[top + gapX] & 0xFF) * width;
            int b = (ids[top + next] & 0xFF) * width;
            int c = (ids[bottom + gapX] & 0xFF) * width;
            int d = (ids[bottom + next] & 0xFF) * width;
            int start = grid.x.start[gapX];
            int end = grid.x.start[gapX + 1];
            if (a == b && a == c && a == d) {
                Arrays.fill(into, a + start, a + end, 1);
                continue;
            }
            for (int x = start; x < end; x++) {
                float across = grid.x.fraction[x];
                into[a + x] += (1 - across) * (1 - down);
                into[b + x] += across * (1 - down);
                into[c + x] += (1 - across) * down;
                into[d + x] += across * down;
            }
        }
    }
}

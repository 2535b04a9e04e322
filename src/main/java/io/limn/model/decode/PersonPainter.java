package io.limn.model.decode;

import io.limn.parsing.Box;
import java.util.Arrays;

/**
 * Upsamples person ids to the frame's size: a foreground pixel belongs to the person with the largest sum of bilinear weights among the
 * four cells around it. So edges against the background are those of the label map, and edges between persons are smooth. Also counts
 * pixels and finds bounding boxes.
 */
final class PersonPainter {
    final byte[] map;
    private final long[] pixels = new long[256];
    private final int[] left = new int[256];
    private final int[] top = new int[256];
    private final int[] right = new int[256];
    private final int[] bottom = new int[256];

    private final Grid grid;
    private final byte[] main;

    /**
     * @param main the main layer at the frame's size
     * @param winners the main layer by cell
     * @param cells the person id of each cell; none is 0
     */
    PersonPainter(byte[] main, byte[] winners, byte[] cells, Grid grid) {
        this.main = main;
        this.grid = grid;
        map = new byte[main.length];
        Arrays.fill(left, Integer.MAX_VALUE);
        Arrays.fill(top, Integer.MAX_VALUE);
        for (int gapY = 0; gapY < grid.y.gaps; gapY++) {
            for (int gapX = 0; gapX < grid.x.gaps; gapX++) {
                int a = gapY * grid.x.cells + gapX;
                int b = gapY * grid.x.cells + grid.x.next(gapX);
                int c = grid.y.next(gapY) * grid.x.cells + gapX;
                int d = grid.y.next(gapY) * grid.x.cells + grid.x.next(gapX);
                if ((winners[a] | winners[b] | winners[c] | winners[d]) == 0) {
                    continue;
                }
                if (cells[a] == cells[b] && cells[a] == cells[c] && cells[a] == cells[d]) {
                    if (winners[a] == winners[b] && winners[a] == winners[c] && winners[a] == winners[d]) {
                        fill(gapX, gapY, cells[a]);
                    } else {
                        paintOne(gapX, gapY, cells[a]);
                    }
                } else {
                    paintSeveral(gapX, gapY, cells[a], cells[b], cells[c], cells[d]);
                }
            }
        }
    }

    long pixels(int id) {
        return pixels[id];
    }

    /** The bounding box of a person; it must have pixels. */
    Box box(int id) {
        return new Box(left[id], top[id], right[id] - left[id] + 1, bottom[id] - top[id] + 1);
    }

    /** Fills a gap: the same label wins at all four cells, so also everywhere between them. */
    private void fill(int gapX, int gapY, byte id) {
        int startX = grid.x.start[gapX];
        int endX = grid.x.start[gapX + 1];
        int startY = grid.y.start[gapY];
        int endY = grid.y.start[gapY + 1];
        if (startX == endX || startY == endY) {
            return;
        }
        for (int y = startY; y < endY; y++) {
            Arrays.fill(map, y * grid.frameWidth + startX, y * grid.frameWidth + endX, id);
        }
        int person = id & 0xFF;
        add(person, startX, endX - 1, startY, (endX - startX) * (endY - startY));
        bottom[person] = Math.max(bottom[person], endY - 1);
    }

    private void paintOne(int gapX, int gapY, byte id) {
        int startX = grid.x.start[gapX];
        int endX = grid.x.start[gapX + 1];
        int person = id & 0xFF;
        for (int y = grid.y.start[gapY]; y < grid.y.start[gapY + 1]; y++) {
            int row = y * grid.frameWidth;
            int first = -1;
            int last = -1;
            int count = 0;
            for (int x = startX; x < endX; x++) {
                if (main[row + x] != 0) {
                    map[row + x] = id;
                    first = first < 0 ? x : first;
                    last = x;
                    count++;
                }
            }
            if (count > 0) {
                add(person, first, last, y, count);
            }
        }
    }

    private void paintSeveral(int gapX, int gapY, byte a, byte b, byte c, byte d) {
        for (int y = grid.y.start[gapY]; y < grid.y.start[gapY + 1]; y++) {
            int row = y * grid.frameWidth;
            float down = grid.y.fraction[y];
            for (int x = grid.x.start[gapX]; x < grid.x.start[gapX + 1]; x++) {
                if (main[row + x] != 0) {
                    float across = grid.x.fraction[x];
                    float wa = (1 - across) * (1 - down);
                    float wb = across * (1 - down);
                    float wc = (1 - across) * down;
                    float wd = across * down;
                    float forA = wa + (a == b ? wb : 0) + (a == c ? wc : 0) + (a == d ? wd : 0);
                    float forB = wb + (b == a ? wa : 0) + (b == c ? wc : 0) + (b == d ? wd : 0);
                    float forC = wc + (c == a ? wa : 0) + (c == b ? wb : 0) + (c == d ? wd : 0);
                    byte id = forA >= forB ? a : b;
                    float most = Math.max(forA, forB);
                    id = forC > most ? c : id;
                    id = wd > Math.max(most, forC) ? d : id;
                    map[row + x] = id;
                    add(id & 0xFF, x, x, y, 1);
                }
            }
        }
    }

    private void add(int person, int first, int last, int y, int count) {
        pixels[person] += count;
        left[person] = Math.min(left[person], first);
        right[person] = Math.max(right[person], last);
        top[person] = Math.min(top[person], y);
        bottom[person] = Math.max(bottom[person], y);
    }
}

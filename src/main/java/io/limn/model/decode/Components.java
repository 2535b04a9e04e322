package io.limn.model.decode;

import java.util.Arrays;

/** Connected components (8-connectivity) of cells with equal values; cells of value 0 belong to none. */
final class Components {
    /** The region of each cell, -1 for none. */
    final int[] of;
    /** Cells of each region. */
    final int[] size;
    /** The first cell of each region in reading order. */
    final int[] first;

    final int count;

    Components(byte[] values, int width, int height) {
        of = new int[values.length];
        Arrays.fill(of, -1);
        int[] sizes = new int[16];
        int[] firsts = new int[16];
        int[] queue = new int[values.length];
        int found = 0;
        for (int cell = 0; cell < values.length; cell++) {
            if (values[cell] == 0 || of[cell] >= 0) {
                continue;
            }
            if (found == sizes.length) {
                sizes = Arrays.copyOf(sizes, found * 2);
                firsts = Arrays.copyOf(firsts, found * 2);
            }
            firsts[found] = cell;
            sizes[found] = flood(values, width, height, cell, found, queue);
            found++;
        }
        count = found;
        size = Arrays.copyOf(sizes, found);
        first = Arrays.copyOf(firsts, found);
    }

    private int flood(byte[] values, int width, int height, int seed, int region, int[] queue) {
        int head = 0;
        int tail = 0;
        queue[tail++] = seed;
        of[seed] = region;
        while (head < tail) {
            int cell = queue[head++];
            int x = cell % width;
            int y = cell / width;
            for (int j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
                for (int i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
                    int other = j * width + i;
                    if (of[other] < 0 && values[other] == values[seed]) {
                        of[other] = region;
                        queue[tail++] = other;
                    }
                }
            }
        }
        return tail;
    }
}

package io.limn.model.decode;

import java.util.Arrays;

/** Assigns every cell without a person to the person of the nearest cell that has one. */
final class NearestFill {
    private NearestFill() {}

    /**
     * @param ids the person of each cell, 0 for none; filled in place
     * @return each cell's distance from the cell it took its id from, in steps left, right, up or down
     */
    static int[] fill(byte[] ids, int width, int height) {
        int[] steps = new int[ids.length];
        Arrays.fill(steps, Integer.MAX_VALUE);
        int[] queue = new int[ids.length];
        int tail = 0;
        for (int cell = 0; cell < ids.length; cell++) {
            if (ids[cell] != 0) {
                steps[cell] = 0;
                queue[tail++] = cell;
            }
        }
        for (int head = 0; head < tail; head++) {
            int cell = queue[head];
            int x = cell % width;
            tail = x > 0 ? take(ids, steps, queue, tail, cell, cell - 1) : tail;
            tail = x < width - 1 ? take(ids, steps, queue, tail, cell, cell + 1) : tail;
            tail = cell >= width ? take(ids, steps, queue, tail, cell, cell - width) : tail;
            tail = cell < width * (height - 1) ? take(ids, steps, queue, tail, cell, cell + width) : tail;
        }
        return steps;
    }

    private static int take(byte[] ids, int[] steps, int[] queue, int tail, int from, int to) {
        if (ids[to] != 0) {
            return tail;
        }
        ids[to] = ids[from];
        steps[to] = steps[from] + 1;
        queue[tail] = to;
        return tail + 1;
    }
}

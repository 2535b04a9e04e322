package io.limn.parsing;

import java.util.Arrays;

/** Connected components of the cells of a map that have equal values; cells of value 0 belong to none. Numbered in reading order. */
public final class ConnectedComponents {
    /** Which cells touch. */
    public enum Connectivity {
        /** Cells that share a side. */
        FOUR,
        /** Cells that share a side or a corner. */
        EIGHT
    }

    private final int[] of;
    private final int[] sizes;
    private final int[] firsts;

    private ConnectedComponents(int[] of, int[] sizes, int[] firsts) {
        this.of = of;
        this.sizes = sizes;
        this.firsts = firsts;
    }

    /** @param values HxW, row-major */
    public static ConnectedComponents of(byte[] values, int width, int height, Connectivity connectivity) {
        int[] of = new int[values.length];
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
            of[cell] = found;
            queue[0] = cell;
            sizes[found] = flood(values, width, height, connectivity == Connectivity.EIGHT, of, queue);
            found++;
        }
        return new ConnectedComponents(of, Arrays.copyOf(sizes, found), Arrays.copyOf(firsts, found));
    }

    /** Gives all cells connected to the first one of the queue its number; returns how many there are. */
    private static int flood(byte[] values, int width, int height, boolean corners, int[] of, int[] queue) {
        byte value = values[queue[0]];
        int number = of[queue[0]];
        int head = 0;
        int tail = 1;
        while (head < tail) {
            int cell = queue[head++];
            int x = cell % width;
            int y = cell / width;
            for (int j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
                int reach = corners || j == y ? 1 : 0;
                for (int i = Math.max(0, x - reach); i <= Math.min(width - 1, x + reach); i++) {
                    int other = j * width + i;
                    if (of[other] < 0 && values[other] == value) {
                        of[other] = number;
                        queue[tail++] = other;
                    }
                }
            }
        }
        return tail;
    }

    public int count() {
        return sizes.length;
    }

    /** The component of a cell, from 0; -1 for none. */
    public int at(int cell) {
        return of[cell];
    }

    /** Cells of a component. */
    public int size(int component) {
        return sizes[component];
    }

    /** The first cell of a component in reading order. */
    public int first(int component) {
        return firsts[component];
    }

    /** The component with the most cells, the first of several; -1 if there is none. */
    public int largest() {
        int largest = -1;
        for (int i = 0; i < sizes.length; i++) {
            largest = largest < 0 || sizes[i] > sizes[largest] ? i : largest;
        }
        return largest;
    }
}

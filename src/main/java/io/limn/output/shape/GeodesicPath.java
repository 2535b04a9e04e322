package io.limn.output.shape;

import java.util.Arrays;

/**
 * The cheapest path between two cells of a limb (Dijkstra, 1959): the nearer to the edge, the dearer, so that it keeps to the middle; what
 * lies outside is crossed only where the limb is cut in two. For one thread.
 */
final class GeodesicPath {
    private static final double OUTSIDE = 200;
    private static final double NARROW = 0.03;
    /** A gap is crossed where the matte is faint rather than where it is absent. */
    private static final double FAINT = 1.6;

    private final LimbPlane plane;
    private final double[] costs;
    private final double[] reached;
    private final int[] from;
    private final int[] heap;
    private final int[] places;
    private int size;

    GeodesicPath(LimbPlane plane) {
        this.plane = plane;
        int cells = plane.cells();
        costs = new double[cells];
        double thickest = Math.max(1, plane.thickest());
        for (int i = 0; i < cells; i++) {
            double share = plane.distance(i) / thickest;
            costs[i] = share > 0
                    ? 1 / (NARROW + share * share)
                    : OUTSIDE * (1 - FAINT * Math.min(0.5f, plane.coverage(i)));
        }
        reached = new double[cells];
        from = new int[cells];
        heap = new int[cells];
        places = new int[cells];
    }

    /** The cells from one to the other, both included. */
    int[] between(int start, int end) {
        Arrays.fill(reached, Double.POSITIVE_INFINITY);
        Arrays.fill(places, -1);
        size = 0;
        reached[start] = 0;
        from[start] = start;
        push(start);
        while (size > 0) {
            int cell = pop();
            if (cell == end) {
                break;
            }
            expand(cell);
        }
        int count = 1;
        for (int cell = end; cell != start; cell = from[cell]) {
            count++;
        }
        int[] path = new int[count];
        for (int cell = end; count > 0; cell = from[cell]) {
            path[--count] = cell;
        }
        return path;
    }

    private void expand(int cell) {
        int width = plane.width();
        int x = cell % width;
        int y = cell / width;
        for (int v = Math.max(0, y - 1); v <= Math.min(plane.height() - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
                int to = v * width + u;
                double length = u != x && v != y ? Math.sqrt(2) : 1;
                double cost = reached[cell] + length * (costs[cell] + costs[to]) / 2;
                if (cost < reached[to]) {
                    reached[to] = cost;
                    from[to] = cell;
                    if (places[to] < 0) {
                        push(to);
                    } else {
                        rise(places[to]);
                    }
                }
            }
        }
    }

    private void push(int cell) {
        heap[size] = cell;
        places[cell] = size;
        rise(size++);
    }

    private int pop() {
        int top = heap[0];
        places[top] = -1;
        int last = heap[--size];
        if (size > 0) {
            heap[0] = last;
            places[last] = 0;
            sink();
        }
        return top;
    }

    private void rise(int at) {
        int cell = heap[at];
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (reached[heap[parent]] <= reached[cell]) {
                break;
            }
            heap[at] = heap[parent];
            places[heap[at]] = at;
            at = parent;
        }
        heap[at] = cell;
        places[cell] = at;
    }

    private void sink() {
        int at = 0;
        int cell = heap[0];
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && reached[heap[child + 1]] < reached[heap[child]]) {
                child++;
            }
            if (reached[heap[child]] >= reached[cell]) {
                break;
            }
            heap[at] = heap[child];
            places[heap[at]] = at;
            at = child;
        }
        heap[at] = cell;
        places[cell] = at;
    }
}

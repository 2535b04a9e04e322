package io.limn.output.shape;

import java.util.Arrays;

/**
 * Finds a path's vertices again on the next frame's outline: each as near as possible to where the motion carried it, in the same order
 * around, and as far from its neighbours along the outline as before. Dynamic programming over the outline's points.
 */
final class VertexCarrier {
    /** What a pixel of changed spacing costs, beside a pixel of distance. */
    private static final double SPACING = 0.3;
    /** How much spacings go towards equal ones with each frame. */
    private static final double EVENING = 0.05;
    /** A gap may grow to so many times what is expected. */
    private static final int LONGEST_STEP = 3;

    private static final int[] STARTS = {0, -4, 4};
    /** A vertex may shift along the outline, beside the others, by this share of its length. */
    private static final double MOST_SHIFT = 0.12;

    private final Polyline line;
    private final double[] x;
    private final double[] y;
    private final double[] gaps;
    private final int points;
    private final double step;

    /** The mean square of how far vertices lie from where they were carried. */
    private double best = Double.POSITIVE_INFINITY;

    private int[] found;

    /**
     * @param line closed, of equal steps
     * @param x where the motion carried the vertices
     * @param y where the motion carried the vertices
     * @param gaps from each vertex to the next along the outline before, as shares of its length
     */
    private VertexCarrier(Polyline line, double[] x, double[] y, double[] gaps) {
        this.line = line;
        this.x = x;
        this.y = y;
        this.gaps = gaps;
        points = line.end();
        step = line.length() / points;
    }

    /** @param cost mean square distance and change of spacing, in square pixels; places begin anywhere on the line */
    record Found(int[] places, double cost) {}

    static Found find(Polyline line, double[] x, double[] y, double[] gaps) {
        VertexCarrier carrier = new VertexCarrier(line, x, y, gaps);
        int anchor = 0;
        int place = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            int near = carrier.nearest(i);
            double off = carrier.distance(i, near);
            if (off < least) {
                least = off;
                anchor = i;
                place = near;
            }
        }
        for (int start : STARTS) {
            carrier.run(anchor, Math.floorMod(place + start, carrier.points));
        }
        return new Found(carrier.found, carrier.best / x.length);
    }

    private int nearest(int vertex) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < points; k++) {
            double off = distance(vertex, k);
            if (off < least) {
                least = off;
                nearest = k;
            }
        }
        return nearest;
    }

    private double distance(int vertex, int place) {
        int at = place >= points ? place - points : place;
        double dx = line.px(at) - x[vertex];
        double dy = line.py(at) - y[vertex];
        return dx * dx + dy * dy;
    }

    /** Where vertex {@code anchor} lies at {@code start}; offsets from there grow by one step at least. */
    private void run(int anchor, int start) {
        int count = x.length;
        double[] expected = new double[count];
        for (int i = 0; i < count; i++) {
            double gap = gaps[(anchor + i) % count];
            expected[i] = (gap + EVENING * (1.0 / count - gap)) * points;
        }
        double[] cost = new double[points + 1];
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        cost[0] = distance(anchor, start);
        int[][] from = new int[count + 1][];
        double along = 0;
        int shift = (int) Math.ceil(MOST_SHIFT * points) + LONGEST_STEP;
        for (int i = 1; i <= count; i++) {
            along += expected[i - 1];
            int vertex = (anchor + i) % count;
            double gap = expected[i - 1];
            int longest = (int) Math.ceil(LONGEST_STEP * gap) + 2;
            double[] next = new double[points + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            from[i] = new int[points + 1];
            int begin = i == count ? points : Math.max(i, (int) along - shift);
            int end = i == count ? points : Math.min(points - (count - i), (int) along + shift);
            for (int k = begin; k <= end; k++) {
                double own = i == count ? 0 : distance(vertex, (start + k) % points);
                double least = Double.POSITIVE_INFINITY;
                for (int back = Math.max(0, k - longest); back < k; back++) {
                    double change = (k - back - gap) * step;
                    double sum = cost[back] + SPACING * change * change;
                    if (sum < least) {
                        least = sum;
                        from[i][k] = back;
                    }
                }
                next[k] = least + own;
            }
            cost = next;
        }
        if (cost[points] < best) {
            best = cost[points];
            found = new int[count];
            int at = points;
            for (int i = count; i > 0; i--) {
                at = from[i][at];
                found[(anchor + i - 1) % count] = (start + at) % points;
            }
        }
    }
}

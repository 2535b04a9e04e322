package io.limn.output.shape;

/**
 * Finds a path's vertices again on the next frame's outline: each as near as possible to where the motion carried it, in the same order
 * around, and as far from its neighbours along the outline as before. Dynamic programming over the outline's points.
 */
final class VertexCarrier {
    /** What a pixel of changed spacing costs, beside a pixel of distance. */
    private static final double SPACING = 0.3;
    /** How much spacings go towards equal ones with each frame. */
    private static final double EVENING = 0.05;
    /** A gap may grow to this multiple of what is expected. */
    private static final int LONGEST_STEP = 3;

    private static final int[] STARTS = {0, -4, 4};
    /** Steps that vertices mostly shift by. */
    private static final int NARROW = 16;
    /** A vertex may shift along the outline, beside the others, by this share of its length. */
    private static final double MOST_SHIFT = 0.12;

    private final Polyline line;
    private final double[] x;
    private final double[] y;
    private final double[] gaps;
    private final int points;
    private final double step;
    /** Of each vertex to its nearest point, squared, and of all together. */
    private final double[] nearestOf;

    private double nearest;

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
        nearestOf = new double[x.length];
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
            carrier.nearestOf[i] = off;
            carrier.nearest += off;
            if (off < least) {
                least = off;
                anchor = i;
                place = near;
            }
        }
        int shift = (int) Math.ceil(MOST_SHIFT * carrier.points) + LONGEST_STEP;
        carrier.run(anchor, place, Math.min(shift, NARROW)); // a good one bounds the search for the best
        for (int start : STARTS) {
            carrier.run(anchor, Math.floorMod(place + start, carrier.points), shift);
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

    /**
     * Where vertex {@code anchor} lies at {@code start}; offsets from there grow by one step at least. Places are left out from which even the nearest
     * points of all further vertices would cost more than the best that is known.
     *
     * @param shift that a vertex may be off where equal spacing puts it, in steps
     */
    private void run(int anchor, int start, int shift) {
        int count = x.length;
        double[] cost = new double[points + 1];
        double[] next = new double[points + 1];
        cost[0] = distance(anchor, start);
        int[][] from = new int[count + 1][];
        int[] firsts = new int[count + 1];
        int first = 0;
        int last = 0;
        double along = 0;
        double further = nearest - nearestOf[anchor];
        for (int i = 1; i <= count; i++) {
            int vertex = (anchor + i) % count;
            double own = gaps[(anchor + i - 1) % count];
            double gap = (own + EVENING * (1.0 / count - own)) * points;
            along += gap;
            further -= i == count ? 0 : nearestOf[vertex];
            int longest = (int) Math.ceil(LONGEST_STEP * gap) + 2;
            int begin = i == count ? points : Math.max(Math.max(i, first + 1), (int) along - shift);
            int end =
                    i == count ? points : Math.min(Math.min(points - (count - i), last + longest), (int) along + shift);
            from[i] = new int[Math.max(0, end - begin + 1)];
            firsts[i] = begin;
            int least = Integer.MAX_VALUE;
            int most = -1;
            for (int k = begin; k <= end; k++) {
                int back = cheapest(cost, Math.max(first, k - longest), Math.min(last, k - 1), k - gap);
                double off = k - gap - back;
                double sum = back < 0 ? Double.POSITIVE_INFINITY : cost[back] + SPACING * step * step * off * off;
                sum += i == count || back < 0 ? 0 : distance(vertex, (start + k) % points);
                boolean hopeless = sum + further >= best;
                next[k] = hopeless ? Double.POSITIVE_INFINITY : sum;
                from[i][k - begin] = back;
                if (!hopeless) {
                    least = Math.min(least, k);
                    most = k;
                }
            }
            if (most < 0) {
                return;
            }
            double[] free = cost;
            cost = next;
            next = free;
            first = least;
            last = most;
        }
        best = cost[points];
        found = new int[count];
        int at = points;
        for (int i = count; i > 0; i--) {
            at = from[i][at - firsts[i]];
            found[(anchor + i - 1) % count] = (start + at) % points;
        }
    }

    /** -1 where there is none. */
    private int cheapest(double[] cost, int from, int to, double place) {
        double weight = SPACING * step * step;
        int cheapest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int back = from; back <= to; back++) {
            double off = place - back;
            double sum = cost[back] + weight * off * off;
            if (sum < least) {
                least = sum;
                cheapest = back;
            }
        }
        return cheapest;
    }
}

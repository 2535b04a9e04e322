package io.limn.output.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a path of few cubic Bézier curves from a line of many points: from each vertex on, the longest curve that stays within the
 * tolerance. Curves share a tangent where they meet, except at corners. For one thread.
 */
final class PathFit {
    /** The root mean square deviation allowed, as a share of the tolerance: the farthest point alone would let areas drift. */
    private static final double DEVIATION = 0.18;
    /** Share of its area that an outline may gain and lose; one that is long for its area is fitted again, closer. */
    private static final double AREA = 0.018;

    private static final double CLOSER = 0.75;
    private static final int TRIES = 3;
    /** Tangents are taken over this many pixels to either side, and at least the tolerance. */
    private static final double REACH = 1.5;

    private static final double CORNER_REACH = 2.5;

    private final Polyline line;
    private final double tolerance;
    private final double deviation;
    private final CubicFit cubic;
    private final boolean[] corner;
    private final boolean[] forced;
    private final double[] one = new double[2];
    private final double[] other = new double[2];
    /** The area between the line and the path. */
    private double between;

    private PathFit(Polyline line, double tolerance, double deviation, boolean[] corner, boolean[] forced) {
        this.line = line;
        this.tolerance = tolerance;
        this.deviation = deviation;
        this.corner = corner;
        this.forced = forced;
        cubic = new CubicFit(line);
    }

    /**
     * The vertices of a closed path.
     *
     * @return a row a vertex: x and y, then the handle before and the handle after, relative to it
     */
    static double[][] closed(Contour contour, double tolerance) {
        Polyline line = Polyline.of(contour.x(), contour.y(), true);
        int[] corners = Corners.of(line, Math.max(CORNER_REACH, 2 * tolerance));
        int start = corners.length > 0 ? corners[0] : 0;
        line = line.from(start);
        boolean[] corner = new boolean[line.end() + 1];
        for (int at : corners) {
            corner[Math.floorMod(at - start, contour.size())] = true;
        }
        corner[line.end()] = corner[0];
        double deviation = DEVIATION * tolerance;
        for (int left = TRIES; ; left--, deviation *= CLOSER) {
            PathFit fit = new PathFit(line, tolerance, deviation, corner, corner);
            double[][] vertices = fit.vertices(new ArrayList<>());
            if (left == 1 || fit.between <= AREA * Math.abs(contour.area())) {
                return vertices;
            }
        }
    }

    /**
     * The vertices of an open path without corners.
     *
     * @param through points of the line that become vertices, ascending; the first and the last always do
     * @param places gets the number of the vertex at each of them
     */
    static double[][] open(Polyline line, double tolerance, int[] through, int[] places) {
        boolean[] forced = new boolean[line.end() + 1];
        for (int at : through) {
            forced[at] = true;
        }
        List<Integer> ends = new ArrayList<>();
        PathFit fit = new PathFit(line, tolerance, DEVIATION * tolerance, new boolean[line.end() + 1], forced);
        double[][] vertices = fit.vertices(ends);
        for (int i = 0; i < through.length; i++) {
            places[i] = through[i] == 0 ? 0 : ends.indexOf(through[i]) + 1;
        }
        return vertices;
    }

    /** @param ends gets the line's point at the end of each curve */
    private double[][] vertices(List<Integer> ends) {
        List<double[]> vertices = new ArrayList<>();
        double[] current = {line.px(0), line.py(0), 0, 0, 0, 0};
        vertices.add(current);
        int guess = 16;
        for (int from = 0; from < line.end(); ) {
            int to = longest(from, limit(from), guess);
            guess = Math.max(2, to - from);
            fits(from, to); // again: the last try may have been another
            double[] curve = cubic.curve();
            current[4] = curve[2] - curve[0];
            current[5] = curve[3] - curve[1];
            current = new double[] {curve[6], curve[7], curve[4] - curve[6], curve[5] - curve[7], 0, 0};
            vertices.add(current);
            between += cubic.between();
            ends.add(to);
            from = to;
        }
        if (line.closed()) {
            vertices.remove(vertices.size() - 1);
            vertices.get(0)[2] = current[2];
            vertices.get(0)[3] = current[3];
        }
        return vertices.toArray(double[][]::new);
    }

    /** The last point that a curve may reach: one that must be a vertex, or half of a closed line. */
    private int limit(int from) {
        double most = line.along()[from] + (line.closed() ? line.length() / 2 : line.length());
        int to = from + 1;
        while (to < line.end() && !forced[to] && line.along()[to + 1] <= most) {
            to++;
        }
        return to;
    }

    private int longest(int from, int limit, int guess) {
        int good = from + 1;
        int bad = limit + 1;
        int step = guess;
        for (int to = Math.min(limit, from + step); to < bad; to = Math.min(limit, from + step)) {
            if (!fits(from, to)) {
                bad = to;
                break;
            }
            good = to;
            if (to == limit) {
                return to;
            }
            step *= 2;
        }
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (fits(from, middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private boolean fits(int from, int to) {
        double[] start = direction(from, 1);
        double[] end = direction(to, -1);
        return cubic.fits(from, to, start, end, tolerance, deviation);
    }

    /** The tangent's direction at a point, forwards or backwards, of length 1. */
    private double[] direction(int at, int sign) {
        double reach = Math.max(REACH, tolerance);
        int i = line.closed() && at == line.end() ? 0 : at;
        line.away(i, sign * reach, one);
        line.away(i, corner[at] ? 0 : -sign * reach, other);
        double dx = one[0] - other[0];
        double dy = one[1] - other[1];
        double length = Math.hypot(dx, dy);
        return length > 0 ? new double[] {dx / length, dy / length} : new double[] {sign, 0};
    }

    /** The path's points at equal parameters, {@code steps} a curve. */
    static Polyline flattened(double[][] vertices, boolean closed, int steps) {
        int curves = closed ? vertices.length : vertices.length - 1;
        double[] x = new double[curves * steps + (closed ? 0 : 1)];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] a = vertices[Math.min(i / steps, vertices.length - 1)];
            double[] b = vertices[(i / steps + 1) % vertices.length];
            double t = (double) (i % steps) / steps;
            double s = 1 - t;
            x[i] = s * s * (s * a[0] + 3 * t * (a[0] + a[4])) + t * t * (3 * s * (b[0] + b[2]) + t * b[0]);
            y[i] = s * s * (s * a[1] + 3 * t * (a[1] + a[5])) + t * t * (3 * s * (b[1] + b[3]) + t * b[1]);
        }
        return Polyline.of(x, y, closed);
    }
}

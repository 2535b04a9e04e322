package io.limn.output.shape;

/**
 * Fits a cubic Bézier curve to a run of points whose ends and whose tangents there are given: least squares over the handles' lengths with
 * parameters refined by Newton steps (Schneider, An Algorithm for Automatically Fitting Digitized Curves, 1990). For one thread.
 */
final class CubicFit {
    private static final int REFINEMENTS = 4;
    /** A fit that is this many times too far away is not worth refining. */
    private static final double HOPELESS = 3;

    private final Polyline line;
    private final double[] u;
    /** The curve's control points, x and y in turn. */
    private final double[] curve = new double[8];

    private double farthest;
    private double meanSquare;
    private double between;

    CubicFit(Polyline line) {
        this.line = line;
        u = new double[line.end() + 1];
    }

    /** The control points of the last fit: x and y of the start, two handles, and the end. */
    double[] curve() {
        return curve;
    }

    /** About the area between the last fit and its points. */
    double between() {
        return between;
    }

    /**
     * Whether points {@code from..to} lie within a distance of a curve.
     *
     * @param start direction at the first point, of length 1
     * @param end direction at the last point, backwards, of length 1
     * @param tolerance of the farthest point, in pixels
     * @param deviation of the root mean square, in pixels
     */
    boolean fits(int from, int to, double[] start, double[] end, double tolerance, double deviation) {
        double length = line.along()[to] - line.along()[from];
        if (to - from == 1 || length <= 0) {
            handles(from, to, start, end, length / 3, length / 3);
            between = 0;
            return true;
        }
        for (int i = from; i <= to; i++) {
            u[i - from] = (line.along()[i] - line.along()[from]) / length;
        }
        for (int pass = 0; pass <= REFINEMENTS; pass++) {
            if (pass > 0) {
                refine(from, to);
            }
            solve(from, to, start, end, length);
            measure(from, to);
            if (farthest <= tolerance * tolerance && meanSquare <= deviation * deviation) {
                return true;
            }
            if (farthest > HOPELESS * HOPELESS * tolerance * tolerance) {
                return false;
            }
        }
        return false;
    }

    private void handles(int from, int to, double[] start, double[] end, double first, double last) {
        curve[0] = line.px(from);
        curve[1] = line.py(from);
        curve[6] = line.px(to);
        curve[7] = line.py(to);
        curve[2] = curve[0] + first * start[0];
        curve[3] = curve[1] + first * start[1];
        curve[4] = curve[6] + last * end[0];
        curve[5] = curve[7] + last * end[1];
    }

    private void solve(int from, int to, double[] start, double[] end, double length) {
        double x0 = line.px(from);
        double y0 = line.py(from);
        double x3 = line.px(to);
        double y3 = line.py(to);
        double cross = start[0] * end[0] + start[1] * end[1];
        double c00 = 0;
        double c01 = 0;
        double c11 = 0;
        double r0 = 0;
        double r1 = 0;
        for (int i = from; i <= to; i++) {
            double t = u[i - from];
            double s = 1 - t;
            double b1 = 3 * t * s * s;
            double b2 = 3 * t * t * s;
            double ends0 = s * s * s + b1;
            double ends3 = t * t * t + b2;
            double dx = line.px(i) - x0 * ends0 - x3 * ends3;
            double dy = line.py(i) - y0 * ends0 - y3 * ends3;
            c00 += b1 * b1;
            c01 += b1 * b2 * cross;
            c11 += b2 * b2;
            r0 += b1 * (dx * start[0] + dy * start[1]);
            r1 += b2 * (dx * end[0] + dy * end[1]);
        }
        double determinant = c00 * c11 - c01 * c01;
        double first = 0;
        double last = 0;
        if (Math.abs(determinant) > 1e-12) {
            first = (r0 * c11 - r1 * c01) / determinant;
            last = (r1 * c00 - r0 * c01) / determinant;
        }
        // Handles that point backwards or past the other end make loops.
        double least = 0.02 * length;
        if (first < least || last < least || first > length || last > length) {
            first = last = length / 3;
        }
        handles(from, to, start, end, first, last);
    }

    private void measure(int from, int to) {
        farthest = 0;
        double sum = 0;
        between = 0;
        for (int i = from + 1; i < to; i++) {
            double t = u[i - from];
            double dx = at(0, t) - line.px(i);
            double dy = at(1, t) - line.py(i);
            double square = dx * dx + dy * dy;
            // By the length that the point stands for: crossings lie at uneven distances.
            double length = (line.along()[i + 1] - line.along()[i - 1]) / 2;
            sum += square * length;
            between += Math.sqrt(square) * length;
            farthest = Math.max(farthest, square);
        }
        meanSquare = sum / (line.along()[to] - line.along()[from]);
    }

    private double at(int axis, double t) {
        double s = 1 - t;
        return s * s * (s * curve[axis] + 3 * t * curve[2 + axis])
                + t * t * (3 * s * curve[4 + axis] + t * curve[6 + axis]);
    }

    private void refine(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            double t = u[i - from];
            double s = 1 - t;
            double slope = 0;
            double bend = 0;
            for (int axis = 0; axis < 2; axis++) {
                double p0 = curve[axis];
                double p1 = curve[2 + axis];
                double p2 = curve[4 + axis];
                double p3 = curve[6 + axis];
                double off = at(axis, t) - (axis == 0 ? line.px(i) : line.py(i));
                double first = 3 * (s * s * (p1 - p0) + 2 * s * t * (p2 - p1) + t * t * (p3 - p2));
                double second = 6 * (s * (p2 - 2 * p1 + p0) + t * (p3 - 2 * p2 + p1));
                slope += off * first;
                bend += first * first + off * second;
            }
            if (bend > 1e-12) {
                u[i - from] = Math.max(0, Math.min(1, t - slope / bend));
            }
        }
    }
}

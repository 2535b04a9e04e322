package io.limn.output.shape;

import io.limn.output.shape.Shape.Landmark;
import java.util.List;

/**
 * A path at a frame, and the dense line that it stands for.
 *
 * @param line the outline or centre line in many short steps
 * @param places which points of the line are vertices, ascending
 * @param vertices as in {@link Shape.Key}
 * @param radii of a centre line, one a vertex; null for outlines
 * @param landmarks of a centre line; null for outlines
 */
record PlacedPath(
        int frame, Polyline line, int[] places, double[][] vertices, double[] radii, List<Landmark> landmarks) {
    /** Points looked at in each curve. */
    private static final int SAMPLES = 4;

    /** Directions are taken over this many pixels to either side. */
    private static final double REACH = 2;
    /** The cosine of the turn from which on a vertex is a corner. */
    private static final double CORNER = 0.75;

    /** Steps of the line to either side of its own curve in which a path may have gone. */
    private static final int MARGIN = 24;

    private static final double FINE = 0.3;

    /** With curves fitted between the places. */
    static PlacedPath of(int frame, Polyline line, int[] places, double[] radii, List<Landmark> landmarks) {
        return new PlacedPath(frame, line, places, fitted(line, places), radii, landmarks);
    }

    private static double[][] fitted(Polyline line, int[] places) {
        int count = places.length;
        double[][] vertices = new double[count][6];
        CubicFit fit = new CubicFit(line);
        for (int i = 0; i < count; i++) {
            vertices[i][0] = line.px(places[i]);
            vertices[i][1] = line.py(places[i]);
        }
        int curves = line.closed() ? count : count - 1;
        for (int i = 0; i < curves; i++) {
            int to = i + 1 < count ? places[i + 1] : line.end();
            fit.fits(places[i], to, direction(line, places[i], 1), direction(line, to, -1), FINE, FINE / 2);
            double[] curve = fit.curve();
            double[] end = vertices[(i + 1) % count];
            vertices[i][4] = curve[2] - curve[0];
            vertices[i][5] = curve[3] - curve[1];
            end[2] = curve[4] - curve[6];
            end[3] = curve[5] - curve[7];
        }
        return vertices;
    }

    /** The tangent's direction, forwards or backwards: one for both sides but at corners and ends. */
    private static double[] direction(Polyline line, int at, int sign) {
        int i = line.closed() && at == line.end() ? 0 : at;
        double[] own = away(line, i, sign * REACH);
        double[] other = away(line, i, -sign * REACH);
        boolean smooth = -(own[0] * other[0] + own[1] * other[1]) > CORNER;
        double x = smooth ? own[0] - other[0] : own[0];
        double y = smooth ? own[1] - other[1] : own[1];
        double length = Math.hypot(x, y);
        return length > 0 ? new double[] {x / length, y / length} : new double[] {sign, 0};
    }

    /** Of length 1, or 0 at an end. */
    private static double[] away(Polyline line, int at, double length) {
        double[] point = new double[2];
        line.away(at, length, point);
        double x = point[0] - line.px(at);
        double y = point[1] - line.py(at);
        double distance = Math.hypot(x, y);
        return distance > 1e-9 ? new double[] {x / distance, y / distance} : new double[2];
    }

    /** What a path that has as many vertices is off this line. */
    Deviation deviation(double[][] path) {
        double farthest = 0;
        double sum = 0;
        double longest = longestStep();
        int count = places.length;
        int curves = line.closed() ? count : count - 1;
        for (int i = 0; i < curves; i++) {
            double[] a = path[i];
            double[] b = path[(i + 1) % count];
            int from = places[i];
            int to = i + 1 < count ? places[i + 1] : line.end();
            int margin = MARGIN + (to - from);
            for (int k = 0; k < SAMPLES; k++) {
                double t = (double) k / SAMPLES;
                double s = 1 - t;
                double x = s * s * (s * a[0] + 3 * t * (a[0] + a[4])) + t * t * (3 * s * (b[0] + b[2]) + t * b[0]);
                double y = s * s * (s * a[1] + 3 * t * (a[1] + a[5])) + t * t * (3 * s * (b[1] + b[3]) + t * b[1]);
                int expected = from + (to - from) * k / SAMPLES;
                double off = near(x, y, expected, from - margin, to + margin, longest);
                farthest = Math.max(farthest, off);
                sum += off;
            }
        }
        return new Deviation(farthest, sum / (curves * SAMPLES));
    }

    /**
     * The distance to the line between two of its points, which may lie beyond its ends. From where it is expected outwards: a segment can't be nearer than
     * the steps to it allow, so most are passed over.
     */
    private double near(double x, double y, int expected, int from, int to, double longest) {
        int begin = line.closed() ? from : Math.max(0, from);
        int end = line.closed() ? to : Math.min(line.end(), to);
        double least = Double.POSITIVE_INFINITY;
        for (int i = Math.min(expected, end - 1); i < end; ) {
            double off = segment(x, y, i);
            least = Math.min(least, off);
            i += Math.max(1, (int) ((off - least) / longest));
        }
        for (int i = Math.min(expected, end) - 1; i >= begin; ) {
            double off = segment(x, y, i);
            least = Math.min(least, off);
            i -= Math.max(1, (int) ((off - least) / longest));
        }
        return least;
    }

    private double segment(double x, double y, int i) {
        int last = line.end();
        int a = i < 0 ? i + last : i >= last ? i - last : i;
        a = a < 0 || a >= last ? Math.floorMod(i, last) : a;
        int b = a + 1;
        double dx = line.px(b) - line.px(a);
        double dy = line.py(b) - line.py(a);
        double square = dx * dx + dy * dy;
        double t = square > 0 ? ((x - line.px(a)) * dx + (y - line.py(a)) * dy) / square : 0;
        double at = Math.max(0, Math.min(1, t));
        double offX = line.px(a) + at * dx - x;
        double offY = line.py(a) + at * dy - y;
        return Math.sqrt(offX * offX + offY * offY);
    }

    private double longestStep() {
        double longest = 1e-9;
        for (int i = 1; i < line.along().length; i++) {
            longest = Math.max(longest, line.along()[i] - line.along()[i - 1]);
        }
        return longest;
    }

    /** @param farthest and the mean, in pixels */
    record Deviation(double farthest, double mean) {}

    /** Its key of a shape. */
    Shape.Key key() {
        double[] rounded = radii;
        if (radii != null) {
            rounded = new double[radii.length];
            for (int i = 0; i < radii.length; i++) {
                rounded[i] = Rounding.of(radii[i]);
            }
        }
        return new Shape.Key(frame, Rounding.of(vertices), rounded, landmarks);
    }
}

package io.limn.output.shape;

/**
 * A closed line of many short steps, the last point joined to the first.
 *
 * @param x in frame pixels, 0 is the left edge of the first pixel
 * @param y in frame pixels, 0 is the top edge of the first pixel
 */
record Contour(double[] x, double[] y) {
    int size() {
        return x.length;
    }

    /** Its area in pixels; negative for holes. */
    double area() {
        double twice = 0;
        for (int i = 0, last = x.length - 1; i < x.length; last = i++) {
            twice += x[last] * y[i] - x[i] * y[last];
        }
        return twice / 2;
    }

    /** Whether a point lies inside, by the parity of crossings. */
    boolean contains(double px, double py) {
        boolean inside = false;
        for (int i = 0, last = x.length - 1; i < x.length; last = i++) {
            if (y[i] > py != y[last] > py && px < (x[last] - x[i]) * (py - y[i]) / (y[last] - y[i]) + x[i]) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** From a point to the nearest point of the line. */
    double distance(double px, double py) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0, last = x.length - 1; i < x.length; last = i++) {
            double dx = x[i] - x[last];
            double dy = y[i] - y[last];
            double square = dx * dx + dy * dy;
            double t = square > 0 ? ((px - x[last]) * dx + (py - y[last]) * dy) / square : 0;
            double at = Math.max(0, Math.min(1, t));
            least = Math.min(least, Math.hypot(x[last] + at * dx - px, y[last] + at * dy - py));
        }
        return least;
    }
}

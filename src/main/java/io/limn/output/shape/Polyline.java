package io.limn.output.shape;

/**
 * A line of many short steps with its length along the way.
 *
 * @param x in frame pixels
 * @param y in frame pixels
 * @param closed whether the last point is joined to the first
 * @param along length from the first point to each; for a closed line one more, the whole length
 */
record Polyline(double[] x, double[] y, boolean closed, double[] along) {
    static Polyline of(double[] x, double[] y, boolean closed) {
        int steps = closed ? x.length : x.length - 1;
        double[] along = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            int to = (i + 1) % x.length;
            along[i + 1] = along[i] + Math.hypot(x[to] - x[i], y[to] - y[i]);
        }
        return new Polyline(x, y, closed, along);
    }

    double length() {
        return along[along.length - 1];
    }

    /** The last index of a walk along the whole line; for a closed line it is the first point again. */
    int end() {
        return along.length - 1;
    }

    double px(int i) {
        return x[i == x.length ? 0 : i];
    }

    double py(int i) {
        return y[i == y.length ? 0 : i];
    }

    /** The same closed line with another first point. */
    Polyline from(int start) {
        double[] turnedX = new double[x.length];
        double[] turnedY = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            turnedX[i] = x[(start + i) % x.length];
            turnedY[i] = y[(start + i) % y.length];
        }
        return of(turnedX, turnedY, closed);
    }

    /**
     * The point a length away from point {@code i} along the line, forwards or, where it is negative, backwards. Open lines end.
     *
     * @param into gets x and y
     */
    void away(int i, double length, double[] into) {
        double target = along[i] + length;
        if (closed) {
            target = (target % length() + length()) % length();
        }
        target = Math.max(0, Math.min(length(), target));
        int low = 0;
        int high = along.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (along[middle] <= target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double step = along[high] - along[low];
        double fraction = step > 0 ? (target - along[low]) / step : 0;
        into[0] = px(low) + fraction * (px(high) - px(low));
        into[1] = py(low) + fraction * (py(high) - py(low));
    }
}

package io.limn.output.shape;

import io.limn.output.shape.PlacedPath.Deviation;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps of the paths that come frame by frame those that are needed as keys: linear interpolation between two keys stays near every
 * frame's own line. Holds no more than the frames since the last key.
 */
final class KeyThinning {
    private static final int LONGEST = 60;
    /** Of the tolerance. */
    private static final double FARTHEST = 4;
    /** Of the tolerance; and how much of an outline's area the deviation may make. */
    private static final double MEAN = 0.6;

    private static final double SHARE_OF_AREA = 0.022;

    private final double tolerance;
    private final List<Shape.Key> keys = new ArrayList<>();
    private final List<PlacedPath> since = new ArrayList<>();
    private PlacedPath key;

    KeyThinning(double tolerance) {
        this.tolerance = tolerance;
    }

    void add(PlacedPath path) {
        if (key == null) {
            keep(path);
            return;
        }
        if (since.size() >= LONGEST || !since.isEmpty() && !holds(path)) {
            keep(since.get(since.size() - 1));
        }
        since.add(path);
    }

    private void keep(PlacedPath path) {
        key = path;
        keys.add(path.key());
        since.clear();
    }

    private boolean holds(PlacedPath end) {
        for (PlacedPath between : since) {
            double share = (double) (between.frame() - key.frame()) / (end.frame() - key.frame());
            if (!near(between, between(key.vertices(), end.vertices(), share))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a path is as near to a frame's own line as keys promise. */
    boolean near(PlacedPath frame, double[][] path) {
        Deviation off = frame.deviation(path);
        if (off.farthest() > FARTHEST * tolerance) {
            return false;
        }
        double area = Math.abs(area(frame.line()));
        return frame.line().closed()
                ? off.mean() * frame.line().length() <= Math.max(SHARE_OF_AREA * area, tolerance)
                : off.mean() <= MEAN * tolerance;
    }

    static double area(Polyline line) {
        return new Contour(line.x(), line.y()).area();
    }

    static double[][] between(double[][] from, double[][] to, double share) {
        double[][] path = new double[from.length][6];
        for (int i = 0; i < path.length; i++) {
            for (int k = 0; k < 6; k++) {
                path[i][k] = from[i][k] + share * (to[i][k] - from[i][k]);
            }
        }
        return path;
    }

    /** All keys, the last frame's among them. */
    List<Shape.Key> finish() {
        if (!since.isEmpty()) {
            keep(since.get(since.size() - 1));
        }
        return keys;
    }
}

package io.limn.output.shape;

import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Kind;
import io.limn.output.shape.Shape.Landmark;
import java.util.ArrayList;
import java.util.List;

/** A shape over the frames in which it keeps its topology: the same vertices at every frame. */
final class ShapeLife {
    /** Vertices beyond those that the first frame alone needs, so that later frames find room. */
    private static final double ROOM = 1.5;

    private static final int FEWEST = 24;
    private static final int STEPS_A_VERTEX = 12;
    private static final int FLATTENING = 12;
    private static final int CURVES_A_SECTION = 3;

    /** Vertices that moved farther on average than this share of the shape's size are no longer the same. */
    private static final double SAME = 0.12;

    private static final double MOST_GROWTH = 1.6;
    /** Of the tolerance: where its vertices can't follow the outline any more, a life ends too. */
    private static final double FARTHEST_FIT = 8;

    private static final double MEAN_FIT = 0.5;

    final Kind kind;
    final String matte;
    private final double tolerance;
    private final KeyThinning keys;
    private PlacedPath last;
    private int first;
    private double largest;

    private ShapeLife(Kind kind, String matte, double tolerance) {
        this.kind = kind;
        this.matte = matte;
        this.tolerance = tolerance;
        keys = new KeyThinning(tolerance);
    }

    static ShapeLife begin(Shape shape, int frame, double tolerance) {
        ShapeLife life = new ShapeLife(shape.kind(), shape.matte(), tolerance);
        Key key = shape.keys().get(0);
        life.first = frame;
        life.accept(shape.closed() ? begun(key, frame) : centreLine(key, frame));
        return life;
    }

    private void accept(PlacedPath path) {
        last = path;
        largest = Math.max(largest, size(path.line()));
        keys.add(path);
    }

    private static double size(Polyline line) {
        return line.closed() ? Math.abs(KeyThinning.area(line)) : line.length();
    }

    /** The outline in equal steps, and as many of its points as curves between them need to follow it. */
    private static PlacedPath begun(Key key, int frame) {
        int own = key.vertices().length;
        int count = Math.max(FEWEST, (int) Math.ceil(ROOM * own));
        Polyline line = evenly(key.vertices(), count * STEPS_A_VERTEX);
        List<Integer> places = new ArrayList<>();
        for (double[] vertex : key.vertices()) {
            int near = nearest(line, vertex[0], vertex[1]);
            if (!places.contains(near)) {
                places.add(near);
            }
        }
        places.sort(null);
        while (places.size() < count) {
            int widest = 0;
            int gap = 0;
            for (int i = 0; i < places.size(); i++) {
                int next = i + 1 < places.size() ? places.get(i + 1) : places.get(0) + line.end();
                if (next - places.get(i) > gap) {
                    gap = next - places.get(i);
                    widest = i;
                }
            }
            places.add(widest + 1, places.get(widest) + gap / 2);
            places.replaceAll(place -> place % line.end());
            places.sort(null);
        }
        return placed(frame, line, places.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int nearest(Polyline line, double x, double y) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < line.end(); i++) {
            double off = Math.hypot(line.px(i) - x, line.py(i) - y);
            if (off < least) {
                least = off;
                nearest = i;
            }
        }
        return nearest;
    }

    private static Polyline evenly(double[][] vertices, int steps) {
        Polyline flat = PathFit.flattened(vertices, true, FLATTENING);
        double[] x = new double[steps];
        double[] y = new double[steps];
        double[] point = new double[2];
        for (int i = 0; i < steps; i++) {
            flat.away(0, flat.length() * i / steps, point);
            x[i] = point[0];
            y[i] = point[1];
        }
        return Polyline.of(x, y, true);
    }

    /** The line is turned so that the first vertex is its first point. */
    private static PlacedPath placed(int frame, Polyline line, int[] places) {
        int[] turned = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            turned[i] = Math.floorMod(places[i] - places[0], line.end());
        }
        return PlacedPath.of(frame, line.from(places[0]), turned, null, null);
    }

    /** Between landmarks a line has as many curves on every frame. */
    private static PlacedPath centreLine(Key key, int frame) {
        Polyline line = PathFit.flattened(key.vertices(), false, FLATTENING);
        List<Landmark> landmarks = key.landmarks() == null ? List.of() : key.landmarks();
        List<Integer> stops = new ArrayList<>(List.of(0));
        landmarks.forEach(landmark -> stops.add(landmark.vertex() * FLATTENING));
        stops.add(line.end());
        List<Integer> distinct = stops.stream().distinct().sorted().toList();
        List<Integer> places = new ArrayList<>(List.of(0));
        for (int i = 1; i < distinct.size(); i++) {
            int from = distinct.get(i - 1);
            int to = distinct.get(i);
            double length = line.along()[to] - line.along()[from];
            int at = from;
            for (int c = 1; c < CURVES_A_SECTION; c++) {
                while (at < to - (CURVES_A_SECTION - c)
                        && line.along()[at] - line.along()[from] < length * c / CURVES_A_SECTION) {
                    at++;
                }
                at = Math.max(at, places.get(places.size() - 1) + 1);
                places.add(at);
            }
            places.add(to);
        }
        int[] at = places.stream().mapToInt(Integer::intValue).toArray();
        List<Landmark> moved = landmarks.stream()
                .map(landmark -> new Landmark(
                        landmark.name(),
                        places.indexOf(landmark.vertex() * FLATTENING),
                        landmark.source(),
                        landmark.confidence()))
                .toList();
        double[] radii = key.radii() == null ? null : new double[at.length];
        for (int i = 0; radii != null && i < at.length; i++) {
            int vertex = Math.min(at[i] / FLATTENING, key.radii().length - 1);
            int next = Math.min(vertex + 1, key.radii().length - 1);
            double share = (double) (at[i] % FLATTENING) / FLATTENING;
            radii[i] = key.radii()[vertex] + share * (key.radii()[next] - key.radii()[vertex]);
        }
        return PlacedPath.of(frame, line, at, radii, moved);
    }

    /** How well a frame's shape lies where this one was carried: the share of common box, 0..1. */
    double likeness(Shape shape, Motion motion) {
        if (shape.kind() != kind || !shape.matte().equals(matte)) {
            return 0;
        }
        return new Box(carried(motion)).share(new Box(shape.keys().get(0).vertices()));
    }

    private double[][] carried(Motion motion) {
        double[][] carried = new double[last.vertices().length][];
        double[] point = new double[2];
        for (int i = 0; i < carried.length; i++) {
            motion.carry(last.vertices()[i][0], last.vertices()[i][1], point);
            carried[i] = point.clone();
        }
        return carried;
    }

    /** Goes on with a frame's shape; false where that is not the same shape any more. */
    boolean goesOn(Shape shape, int frame, Motion motion) {
        Key key = shape.keys().get(0);
        if (!shape.closed()) {
            PlacedPath line = centreLine(key, frame);
            boolean same =
                    line.places().length == last.places().length && names(line).equals(names(last));
            if (same) {
                accept(line);
            }
            return same;
        }
        double[][] carried = carried(motion);
        int count = carried.length;
        Polyline line = evenly(key.vertices(), count * STEPS_A_VERTEX);
        double growth = size(line) / size(last.line());
        if (growth > MOST_GROWTH || growth < 1 / MOST_GROWTH) {
            return false;
        }
        double[] x = new double[count];
        double[] y = new double[count];
        double[] gaps = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = carried[i][0];
            y[i] = carried[i][1];
            int next = i + 1 < count ? last.places()[i + 1] : last.line().end();
            gaps[i] = (double) (next - last.places()[i]) / last.line().end();
        }
        VertexCarrier.Found found = VertexCarrier.find(line, x, y, gaps);
        double far = SAME * Math.sqrt(size(line)) + 2 * tolerance;
        if (found.places() == null || found.cost() > far * far) {
            return false;
        }
        PlacedPath path = placed(frame, line, found.places());
        PlacedPath.Deviation off = path.deviation(path.vertices());
        if (off.farthest() > FARTHEST_FIT * tolerance || off.mean() > MEAN_FIT * tolerance) {
            return false;
        }
        accept(path);
        return true;
    }

    private static List<String> names(PlacedPath path) {
        return path.landmarks().stream().map(Landmark::name).toList();
    }

    int frames() {
        return last.frame() - first + 1;
    }

    int lastFrame() {
        return last.frame();
    }

    /** The largest area or length that it had. */
    double largest() {
        return largest;
    }

    Shape finish(String name) {
        return new Shape(name, kind, matte, kind != Kind.CENTRE_LINE, first, last.frame(), keys.finish());
    }

    /** The box around points. */
    private record Box(double left, double top, double right, double bottom) {
        Box(double[][] points) {
            this(least(points, 0), least(points, 1), -least(points, 0, -1), -least(points, 1, -1));
        }

        private static double least(double[][] points, int axis) {
            return least(points, axis, 1);
        }

        private static double least(double[][] points, int axis, int sign) {
            double least = Double.POSITIVE_INFINITY;
            for (double[] point : points) {
                least = Math.min(least, sign * point[axis]);
            }
            return least;
        }

        double share(Box other) {
            double width = Math.min(right, other.right) - Math.max(left, other.left);
            double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            double common = Math.max(0, width) * Math.max(0, height);
            double both = area() + other.area() - common;
            return both > 0 ? common / both : 0;
        }

        private double area() {
            return (right - left) * (bottom - top);
        }
    }
}

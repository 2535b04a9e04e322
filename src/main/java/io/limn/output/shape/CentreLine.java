package io.limn.output.shape;

import io.limn.output.shape.Anchors.Anchor;
import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Landmark;
import io.limn.parsing.Keypoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws a limb's centre line: the cheapest path through its middle from landmark to landmark, smoothed and fitted. */
final class CentreLine {
    /** Frame pixels; what is shorter is no line. */
    private static final double SHORTEST = 6;
    /** Frame pixels; what is thinner is a sliver. */
    private static final double THINNEST = 2.5;
    /** Frame pixels across, on average along the line. */
    private static final double NARROWEST = 4;

    /** Steps of smoothing, as shares of the thickness; the first that stays inside is taken. */
    private static final double[] SMOOTHING = {0.8, 0.4, 0.2, 0};
    /** Share of its distance to the edge that a point keeps when it is smoothed. */
    private static final double KEPT = 0.5;
    /** The line need not keep to the middle closer than this share of the thickness. */
    private static final double SLACK = 0.12;

    private static final int CHECKS = 8;

    private final LimbPlane plane;
    private final Limb limb;
    private final List<Contour> contours;

    private CentreLine(LimbPlane plane, Limb limb, List<Contour> contours) {
        this.plane = plane;
        this.limb = limb;
        this.contours = contours;
    }

    /**
     * The line at a frame; empty where too little of the limb is visible.
     *
     * @param plane finished
     * @param joints of the person
     * @param contours of the limb's matte
     */
    static Optional<Key> of(
            LimbPlane plane, Limb limb, List<Keypoint> joints, List<Contour> contours, double tolerance, int frame) {
        List<Anchor> anchors = Anchors.of(plane, limb, joints);
        return anchors.size() < 2 || plane.thickest() * plane.step() < THINNEST
                ? Optional.empty()
                : new CentreLine(plane, limb, contours).line(anchors, tolerance, frame);
    }

    private Optional<Key> line(List<Anchor> anchors, double tolerance, int frame) {
        int[] through = new int[anchors.size()];
        int[] cells = path(anchors, through);
        double[] x = new double[cells.length];
        double[] y = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            x[i] = plane.frameX(cells[i]);
            y[i] = plane.frameY(cells[i]);
        }
        double length = Polyline.of(x, y, false).length();
        if (length < SHORTEST || plane.area() < NARROWEST * length) {
            return Optional.empty();
        }
        Polyline smooth = smoothed(cells, x, y);
        double thickness = plane.thickest() * plane.step();
        double within = Math.max(tolerance, SLACK * thickness);
        int[] places = new int[through.length];
        double[][] vertices = PathFit.open(smooth, within, through, places);
        while (within > 0.3 && leaves(vertices, smooth)) {
            within /= 2;
            vertices = PathFit.open(smooth, within, through, places);
        }
        List<Landmark> landmarks = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            Anchor anchor = anchors.get(i);
            landmarks.add(new Landmark(
                    limb.landmarks().get(anchor.place()),
                    places[i],
                    anchor.source(),
                    Math.round(100 * anchor.confidence()) / 100.0));
        }
        double[][] rounded = Rounding.of(vertices);
        return Optional.of(new Key(frame, rounded, radii(rounded), landmarks));
    }

    /** @param through gets the path's points that are anchors */
    private int[] path(List<Anchor> anchors, int[] through) {
        GeodesicPath geodesic = new GeodesicPath(plane);
        List<int[]> sections = new ArrayList<>();
        int size = 1;
        for (int i = 1; i < anchors.size(); i++) {
            int[] section =
                    geodesic.between(anchors.get(i - 1).cell(), anchors.get(i).cell());
            sections.add(section);
            size += section.length - 1;
            through[i] = size - 1;
        }
        int[] path = new int[size];
        path[0] = anchors.get(0).cell();
        int at = 1;
        for (int[] section : sections) {
            System.arraycopy(section, 1, path, at, section.length - 1);
            at += section.length - 1;
        }
        return path;
    }

    private Polyline smoothed(int[] cells, double[] x, double[] y) {
        double thickest = plane.thickest();
        for (double share : SMOOTHING) {
            double sigma = share * thickest;
            double[] sx = smoothed(x, sigma);
            double[] sy = smoothed(y, sigma);
            if (share == 0 || stays(cells, sx, sy)) {
                return Polyline.of(sx, sy, false);
            }
        }
        return Polyline.of(x, y, false);
    }

    /** A Gaussian of this many cells along the line, made narrower towards the ends, which stay. */
    private static double[] smoothed(double[] values, double sigma) {
        int last = values.length - 1;
        double[] smooth = new double[values.length];
        for (int i = 0; i <= last; i++) {
            int reach = (int) Math.min(Math.min(i, last - i), Math.ceil(2.5 * sigma));
            double width = Math.min(sigma, reach / 2.0);
            double sum = values[i];
            double weights = 1;
            for (int k = 1; k <= reach; k++) {
                double weight = Math.exp(-k * k / (2 * width * width));
                sum += weight * (values[i - k] + values[i + k]);
                weights += 2 * weight;
            }
            smooth[i] = sum / weights;
        }
        return smooth;
    }

    private boolean stays(int[] cells, double[] x, double[] y) {
        for (int i = 0; i < cells.length; i++) {
            float before = plane.distance(cells[i]);
            int column = (int) Math.round(plane.column(x[i]));
            int row = (int) Math.round(plane.row(y[i]));
            boolean on = column >= 0 && row >= 0 && column < plane.width() && row < plane.height();
            float now = on ? plane.distance(row * plane.width() + column) : 0;
            if (now < KEPT * before || before > 0 && !covered(x[i], y[i]) && covered(cells[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean covered(int cell) {
        return covered(plane.frameX(cell), plane.frameY(cell));
    }

    private boolean covered(double x, double y) {
        boolean inside = false;
        for (Contour contour : contours) {
            inside ^= contour.contains(x, y);
        }
        return inside;
    }

    /** Whether the curve leaves the limb where the line that it was fitted to does not. */
    private boolean leaves(double[][] vertices, Polyline line) {
        Polyline flat = PathFit.flattened(vertices, false, CHECKS);
        for (int i = 0; i < flat.x().length; i++) {
            if (!covered(flat.px(i), flat.py(i)) && covered(nearest(line, flat.px(i), flat.py(i)))) {
                return true;
            }
        }
        return false;
    }

    private static double[] nearest(Polyline line, double x, double y) {
        int best = 0;
        for (int i = 1; i < line.x().length; i++) {
            if (Math.hypot(line.px(i) - x, line.py(i) - y) < Math.hypot(line.px(best) - x, line.py(best) - y)) {
                best = i;
            }
        }
        return new double[] {line.px(best), line.py(best)};
    }

    private boolean covered(double[] point) {
        return covered(point[0], point[1]);
    }

    private double[] radii(double[][] vertices) {
        double[] radii = new double[vertices.length];
        for (int i = 0; i < radii.length; i++) {
            double x = vertices[i][0];
            double y = vertices[i][1];
            double least = Double.POSITIVE_INFINITY;
            for (Contour contour : contours) {
                least = Math.min(least, contour.distance(x, y));
            }
            radii[i] = covered(x, y) ? Rounding.of(least) : 0;
        }
        return radii;
    }
}

package io.limn.output.shape;

import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Kind;
import java.util.ArrayList;
import java.util.List;

/** A bent arm that turns about its shoulder and bends at its elbow in frames 1001 to 1032, with exact outlines. */
final class MovingArm {
    static final int WIDTH = 320;
    static final int HEIGHT = 240;
    static final int FIRST = 1001;
    static final int LAST = 1032;
    private static final int SIDE = 16;

    /** @param upper angle of the upper arm, and {@code lower} of the lower arm */
    private record Pose(double upper, double lower, double[] elbow, double[] hand) {
        private static final double[] SHOULDER = {90, 60};

        static Pose at(int number) {
            double t = (number - FIRST) / (double) (LAST - FIRST);
            double upper = 0.3 + 1.1 * Math.sin(3 * t);
            double lower = upper + 0.2 + 1.2 * t * t;
            double[] elbow = {SHOULDER[0] + 80 * Math.cos(upper), SHOULDER[1] + 80 * Math.sin(upper)};
            return new Pose(
                    upper, lower, elbow, new double[] {elbow[0] + 70 * Math.cos(lower), elbow[1] + 70 * Math.sin(lower)
                    });
        }

        double offUpper(double x, double y) {
            return off(x, y, SHOULDER, elbow, 22, 16);
        }

        double offLower(double x, double y) {
            return off(x, y, elbow, hand, 16, 11);
        }
    }

    /** Coverage by the distance to two thick lines. */
    private static double coverage(int number, double x, double y) {
        Pose pose = Pose.at(number);
        return Math.max(0, Math.min(1, 0.5 - Math.min(pose.offUpper(x, y), pose.offLower(x, y))));
    }

    /** Since the frame before: each place turns with the nearer part. */
    static Motion motion(int number) {
        Pose before = Pose.at(number - 1);
        Pose now = Pose.at(number);
        return (x, y, into) -> {
            boolean upper = before.offUpper(x, y) < before.offLower(x, y);
            double[] from = upper ? Pose.SHOULDER : before.elbow();
            double[] to = upper ? Pose.SHOULDER : now.elbow();
            double turn = upper ? now.upper() - before.upper() : now.lower() - before.lower();
            double dx = x - from[0];
            double dy = y - from[1];
            into[0] = to[0] + dx * Math.cos(turn) - dy * Math.sin(turn);
            into[1] = to[1] + dx * Math.sin(turn) + dy * Math.cos(turn);
        };
    }

    private static double off(double x, double y, double[] a, double[] b, double wide, double narrow) {
        double dx = b[0] - a[0];
        double dy = b[1] - a[1];
        double t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)));
        return Math.hypot(a[0] + t * dx - x, a[1] + t * dy - y) - (wide + t * (narrow - wide));
    }

    boolean[] mask(int number) {
        boolean[] mask = new boolean[WIDTH * HEIGHT];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = coverage(number, i % WIDTH + 0.5, i / WIDTH + 0.5) >= 0.5;
        }
        return mask;
    }

    /** The shapes of a single frame; from frame {@code island} on there is a square beside the arm. */
    ShapeDocument frame(int number, int island) {
        ContourTracer tracer = new ContourTracer(0, 0, WIDTH);
        float[] row = new float[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean square = number >= island && x >= 10 && x < 10 + SIDE && y >= 200 && y < 200 + SIDE;
                row[x] = square ? 1 : (float) coverage(number, x + 0.5, y + 0.5);
            }
            tracer.row(row);
        }
        List<Shape> shapes = new ArrayList<>();
        for (Contour contour : tracer.finish()) {
            shapes.add(new Shape(
                    "left-arm" + shapes.size(),
                    Kind.OUTLINE,
                    "left-arm",
                    true,
                    List.of(new Key(1, PathFit.closed(contour, 1), null, null))));
        }
        return new ShapeDocument(WIDTH, HEIGHT, 1, shapes);
    }

    ShapeDocument keyed() {
        ShapeTracks tracks = new ShapeTracks(1);
        for (int number = FIRST; number <= LAST; number++) {
            tracks.add(number, frame(number, Integer.MAX_VALUE), motion(number));
        }
        return tracks.finish();
    }
}

package io.limn.output.shape;

import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Kind;
import io.limn.output.shape.Shape.Landmark;
import io.limn.output.shape.Shape.Source;
import java.util.List;

/** A document with all there can be: a hole, an island, a centre line, and keys over time. */
final class Documents {
    /** What no format may stumble over. */
    static final String ODD = "odd ' \" <&> */ \\ ''' \u2028 \u00e4";

    private Documents() {}

    static ShapeDocument moving() {
        return new ShapeDocument(
                200,
                100,
                1,
                List.of(
                        closed("person-1/left-arm", Kind.OUTLINE, "person-1/left-arm", 100, 50, 40),
                        closed("person-1/left-arm/hole-1", Kind.HOLE, "person-1/left-arm", 100, 50, 20),
                        closed("person-1/left-arm/piece-2", Kind.OUTLINE, "person-1/left-arm", 100, 50, 8),
                        closed(ODD, Kind.OUTLINE, ODD, 30, 30, 10),
                        new Shape(
                                "person-1/left-arm/centre-line",
                                Kind.CENTRE_LINE,
                                "person-1/left-arm",
                                false,
                                List.of(new Key(
                                        1001,
                                        new double[][] {{70, 50, 0, 0, 20, 5}, {130, 50, -20, 5, 0, 0}},
                                        new double[] {3.5, 4.25},
                                        List.of(
                                                new Landmark("shoulder", 0, Source.JOINT, 0.8),
                                                new Landmark("palm", 1, Source.GUESS, 0.25)))))));
    }

    /** A circle of four vertices that moves 10 pixels to the right in three frames. */
    private static Shape closed(String name, Kind kind, String matte, double x, double y, double radius) {
        return new Shape(
                name,
                kind,
                matte,
                true,
                List.of(
                        new Key(1001, circle(x, y, radius), null, null),
                        new Key(1004, circle(x + 10, y, radius), null, null)));
    }

    static double[][] circle(double x, double y, double radius) {
        double handle = 0.5523 * radius;
        return new double[][] {
            {x + radius, y, 0, -handle, 0, handle},
            {x, y + radius, handle, 0, -handle, 0},
            {x - radius, y, 0, handle, 0, -handle},
            {x, y - radius, -handle, 0, handle, 0}
        };
    }
}

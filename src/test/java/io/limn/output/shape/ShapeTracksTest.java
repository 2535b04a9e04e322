package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Kind;
import io.limn.output.shape.Shape.Landmark;
import io.limn.output.shape.Shape.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTracksTest {
    private static final MovingArm ARM = new MovingArm();

    /** The path at a frame, as programs interpolate it. */
    private static double[][] at(Shape shape, int frame) {
        Key before = shape.keys().get(0);
        for (Key key : shape.keys()) {
            if (key.frame() >= frame) {
                double share = key.frame() == before.frame()
                        ? 0
                        : (double) (frame - before.frame()) / (key.frame() - before.frame());
                return KeyThinning.between(before.vertices(), key.vertices(), share);
            }
            before = key;
        }
        return before.vertices();
    }

    @Test
    void anArmHasTheSameVerticesOnFewKeysAndIsTheMatteBetweenThem() {
        ShapeDocument keyed = ARM.keyed();
        assertThat(keyed.shapes()).hasSize(1);
        Shape arm = keyed.shapes().get(0);
        assertThat(arm.name()).isEqualTo("left-arm");
        assertThat(arm.first()).isEqualTo(MovingArm.FIRST);
        assertThat(arm.last()).isEqualTo(MovingArm.LAST);
        assertThat(arm.keys()).hasSizeLessThan(18);
        ShapeDocument read = ShapeDocument.read(keyed.json()); // checks vertices and order
        for (int number = MovingArm.FIRST; number <= MovingArm.LAST; number++) {
            ShapeDocument one = new ShapeDocument(
                    MovingArm.WIDTH,
                    MovingArm.HEIGHT,
                    1,
                    List.of(new Shape(
                            "arm",
                            Kind.OUTLINE,
                            "arm",
                            true,
                            List.of(new Key(1, at(read.shapes().get(0), number), null, null)))));
            assertThat(Drawing.iou(Drawing.of(one, "arm"), ARM.mask(number)))
                    .as("frame %d", number)
                    .isGreaterThan(0.96);
        }
    }

    @Test
    void verticesStayWhereTheArmIsAndDoNotSlideAlongIt() {
        Shape arm = ARM.keyed().shapes().get(0);
        double[][] first = arm.keys().get(0).vertices();
        double[][] last = arm.keys().get(arm.keys().size() - 1).vertices();
        // The shoulder is the only place that rests: vertices around it are the same ones at the end.
        for (int i = 0; i < first.length; i++) {
            if (first[i][0] < 75) {
                assertThat(Math.hypot(last[i][0] - 90, last[i][1] - 60))
                        .as("vertex %d", i)
                        .isLessThan(70);
            }
        }
    }

    @Test
    void aPieceThatAppearsLaterIsAShapeOfItsOwn() {
        ShapeTracks tracks = new ShapeTracks(1);
        for (int number = 1001; number <= 1012; number++) {
            tracks.add(number, ARM.frame(number, 1007), Motion.NONE);
        }
        List<Shape> shapes = tracks.finish().shapes();
        assertThat(shapes).extracting(Shape::name).containsExactly("left-arm", "left-arm/piece-2");
        assertThat(shapes.get(0).first()).isEqualTo(1001);
        assertThat(shapes.get(1).first()).isEqualTo(1007);
        assertThat(shapes.get(1).last()).isEqualTo(1012);
        assertThat(shapes.get(1).keys()).as("it rests").hasSize(2);
    }

    private static ShapeDocument line(double angle, String... landmarks) {
        double[][] vertices = new double[landmarks.length][6];
        List<Landmark> named = new ArrayList<>();
        for (int i = 0; i < landmarks.length; i++) {
            vertices[i] = new double[] {50 + 60 * i * Math.cos(angle), 50 + 60 * i * Math.sin(angle), 0, 0, 0, 0};
            named.add(new Landmark(landmarks[i], i, Source.JOINT, 0.5));
        }
        double[] radii = new double[landmarks.length];
        Arrays.fill(radii, 5);
        return new ShapeDocument(
                300,
                200,
                1,
                List.of(new Shape(
                        "left-arm/centre-line",
                        Kind.CENTRE_LINE,
                        "left-arm",
                        false,
                        List.of(new Key(1, vertices, radii, named)))));
    }

    @Test
    void aCentreLineKeepsItsJointsAndBridgesAFrameWithoutOne() {
        ShapeTracks tracks = new ShapeTracks(1);
        for (int number = 1; number <= 10; number++) {
            ShapeDocument frame = number == 5
                    ? new ShapeDocument(300, 200, 1, List.of())
                    : line(0.02 * number, "shoulder", "elbow", "wrist");
            tracks.add(number, frame, Motion.NONE);
        }
        List<Shape> shapes = tracks.finish().shapes();
        assertThat(shapes).hasSize(1);
        Shape line = shapes.get(0);
        assertThat(line.last()).isEqualTo(10);
        assertThat(line.keys()).hasSizeLessThan(5);
        for (Key key : line.keys()) {
            Landmark elbow = key.landmarks().get(1);
            assertThat(elbow.name()).isEqualTo("elbow");
            double angle = 0.02 * key.frame();
            assertThat(key.vertices()[elbow.vertex()][0])
                    .isCloseTo(50 + 60 * Math.cos(angle), org.assertj.core.data.Offset.offset(0.02));
            assertThat(key.radii()).hasSize(key.vertices().length).containsOnly(5);
        }
    }
}

package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.output.matte.Window;
import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Landmark;
import io.limn.output.shape.Shape.Source;
import io.limn.parsing.Keypoint;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Centre lines of a drawn arm: 12 pixels to either side of a line from (40, 30) down to (40, 110) and right to (120, 110). */
class CentreLineTest {
    private static final int SIZE = 160;
    private static final double RADIUS = 12;
    private static final List<Keypoint> JOINTS =
            List.of(joint("left-shoulder", 41, 34), joint("left-elbow", 44, 107), joint("left-wrist", 100, 112));

    private static Keypoint joint(String name, double x, double y) {
        return new Keypoint(name, (float) x, (float) y, 0.8f);
    }

    private static double fromArm(double x, double y) {
        return Math.min(
                Math.hypot(x - 40, y - Math.max(30, Math.min(110, y))),
                Math.hypot(x - Math.max(40, Math.min(120, x)), y - 110));
    }

    /** Upper arm above y = 100, hand right of x = 100. */
    private static byte part(double x, double y) {
        return (byte) (y < 100 ? 0 : x < 100 ? 1 : 2);
    }

    private static Key line(List<Keypoint> joints, boolean parts, BiPredicate<Double, Double> hidden) {
        return line(
                joints, (x, y) -> parts && fromArm(x + 0.5, y + 0.5) <= RADIUS ? part(x, y) : LimbPlane.OTHER, hidden);
    }

    private static Key line(
            List<Keypoint> joints, BiFunction<Double, Double, Byte> part, BiPredicate<Double, Double> hidden) {
        ContourTracer tracer = new ContourTracer(0, 0, SIZE);
        LimbPlane plane = new LimbPlane(new Window(0, 0, SIZE, SIZE));
        float[] row = new float[SIZE];
        byte[] roles = new byte[SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                double inside = RADIUS - fromArm(x + 0.5, y + 0.5) + 0.5;
                row[x] = hidden.test(x + 0.5, y + 0.5) ? 0 : (float) Math.max(0, Math.min(1, inside));
                roles[x] = part.apply((double) x, (double) y);
            }
            tracer.row(row);
            plane.row(y, row, roles);
        }
        plane.finish();
        return CentreLine.of(plane, Limb.LEFT_ARM, joints, tracer.finish(), 1, 1)
                .orElseThrow();
    }

    private static Key line(List<Keypoint> joints, boolean parts) {
        return line(joints, parts, (x, y) -> false);
    }

    @Test
    void theLineRunsFromTheShoulderToThePalmAlongTheMiddle() {
        Key key = line(JOINTS, true);
        assertThat(key.landmarks()).extracting(Landmark::name).containsExactly("shoulder", "elbow", "wrist", "palm");
        assertThat(key.landmarks())
                .extracting(Landmark::source)
                .containsExactly(Source.JOINT, Source.JOINT, Source.JOINT, Source.PARTS);
        assertThat(key.landmarks().get(0).confidence()).isEqualTo(0.8);
        assertThat(key.vertices().length).isLessThan(12);
        Polyline flat = PathFit.flattened(key.vertices(), false, 16);
        for (int i = 0; i < flat.x().length; i++) {
            // The middle rounds the elbow inside.
            assertThat(fromArm(flat.px(i), flat.py(i))).isLessThan(7);
        }
        double[] palm = key.vertices()[key.landmarks().get(3).vertex()];
        assertThat(palm[0]).isGreaterThan(100);
    }

    @Test
    void radiiAreDistancesToTheEdge() {
        Key key = line(JOINTS, true);
        for (int i = 0; i < key.radii().length; i++) {
            double[] vertex = key.vertices()[i];
            if (vertex[1] > 40 && vertex[1] < 85 || vertex[0] > 65 && vertex[0] < 110) {
                assertThat(key.radii()[i]).isCloseTo(RADIUS - fromArm(vertex[0], vertex[1]), within(0.3));
            }
            assertThat(key.radii()[i]).isPositive();
        }
    }

    @Test
    void missingJointsAreTakenFromWherePartsTouch() {
        Key key = line(List.of(), true);
        assertThat(key.landmarks())
                .extracting(Landmark::name, Landmark::source)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shoulder", Source.GUESS),
                        org.assertj.core.groups.Tuple.tuple("elbow", Source.PARTS),
                        org.assertj.core.groups.Tuple.tuple("wrist", Source.PARTS),
                        org.assertj.core.groups.Tuple.tuple("palm", Source.PARTS));
        double[] shoulder = key.vertices()[0];
        assertThat(fromArm(shoulder[0], shoulder[1])).isLessThan(7);
        assertThat(shoulder[1]).isLessThan(45);
    }

    @Test
    void aJointOfAnotherPlaceIsNotUsed() {
        Key key = line(List.of(joint("left-shoulder", 150, 10), JOINTS.get(1), JOINTS.get(2)), true);
        assertThat(key.landmarks().get(0).source()).isEqualTo(Source.GUESS);
        assertThat(key.vertices()[0][1]).isLessThan(45);
    }

    @Test
    void occludersAreCrossedWithoutARadius() {
        Key key = line(JOINTS, true, (x, y) -> y > 60 && y < 76);
        Polyline flat = PathFit.flattened(key.vertices(), false, 16);
        for (int i = 0; i < flat.x().length; i++) {
            assertThat(fromArm(flat.px(i), flat.py(i))).isLessThan(9);
        }
        assertThat(flat.py(0)).isLessThan(50);
        assertThat(flat.px(flat.x().length - 1)).isGreaterThan(100);
    }

    /** The upper arm's ends are guesses; its lower end is hidden. */
    @Test
    void guessedEndsLieInTheOrderOfTheLimb() {
        List<Keypoint> below = List.of(joint("left-elbow", 40, 180), joint("left-wrist", 40, 300));
        Key key = line(below, (x, y) -> (byte) (y < 60 ? 0 : LimbPlane.OTHER), (x, y) -> y > 60);
        assertThat(key.landmarks()).extracting(Landmark::name).containsExactly("shoulder", "elbow");
        assertThat(key.vertices()[0][1]).isLessThan(key.vertices()[key.vertices().length - 1][1]);
    }

    @Test
    void aHandOfTheWrongSideIsNotReached() {
        BiPredicate<Double, Double> gap = (x, y) -> y > 85 && x < 105;
        Key far = line(
                JOINTS.subList(0, 1), (x, y) -> x >= 105 ? (byte) 2 : x > 95 ? LimbPlane.OPPOSITE : part(x, y), gap);
        assertThat(far.landmarks()).extracting(Landmark::name).doesNotContain("palm");
        assertThat(far.vertices()[far.vertices().length - 1][0]).isLessThan(60);
        Key own = line(JOINTS.subList(0, 1), (x, y) -> x >= 105 ? (byte) 2 : y > 85 ? LimbPlane.OPPOSITE : 0, gap);
        assertThat(own.landmarks()).extracting(Landmark::name).contains("palm");
    }

    @Test
    void aThinLimbInALargeWindowHasFineCells() {
        LimbPlane plane = new LimbPlane(new Window(0, 0, 600, 600));
        float[] row = new float[600];
        byte[] roles = new byte[600];
        for (int y = 0; y < 600; y++) {
            java.util.Arrays.fill(row, 300, 305, y > 200 && y < 300 ? 1 : 0);
            plane.row(y, row, roles);
        }
        plane.finish();
        assertThat(plane.step()).isOne();
        assertThat(plane.area()).isEqualTo(5 * 99);
        assertThat(plane.thickest()).isEqualTo(3);
        int middle = (int) plane.row(250.5) * plane.width() + (int) plane.column(302.5);
        assertThat(plane.distance(middle)).isEqualTo(3);
        assertThat(plane.frameX(middle)).isEqualTo(302.5);
        assertThat(plane.frameY(middle)).isEqualTo(250.5);
    }
}

package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.output.shape.Shape.Key;
import io.limn.output.shape.Shape.Kind;
import io.limn.output.shape.Shape.Landmark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shapes of the shipped network on shipped frames, against the mattes that they were drawn from. */
class FrameShapesTest {
    private static final List<ParsedFrame> FRAMES = new ArrayList<>();

    @BeforeAll
    static void parse() throws Exception {
        for (String file : List.of("walk/plate.0001.jpg", "walk/plate.0005.jpg", "bench.jpg")) {
            FRAMES.add(ParsedFrame.of(file, 1));
        }
    }

    @AfterAll
    static void forget() {
        FRAMES.clear();
    }

    @Test
    void pathsWithinAPixelDrawTheMatte() {
        int large = 0;
        for (ParsedFrame frame : FRAMES) {
            for (String matte : frame.outlined()) {
                boolean[] covered = frame.covered(matte);
                boolean[] drawn = Drawing.of(frame.document(), matte);
                double iou = Drawing.iou(drawn, covered);
                int area = Drawing.area(covered);
                System.out.printf("%s %s: IoU %.4f of %d pixels%n", frame.file(), matte, iou, area);
                if (area >= 4000) {
                    large++;
                    assertThat(iou).as(frame.file() + " " + matte).isGreaterThan(0.98);
                } else if (area >= 1000 && matte.endsWith("-arm")) {
                    assertThat(iou).as(frame.file() + " " + matte).isGreaterThan(0.97);
                } else if (area >= 400) {
                    assertThat(iou).as(frame.file() + " " + matte).isGreaterThan(0.95);
                }
            }
        }
        assertThat(large).as("mattes of at least 4000 pixels").isGreaterThan(12);
    }

    @Test
    void anArmTakesFewVertices() {
        int[] counts = FRAMES.stream()
                .flatMap(frame -> frame.document().shapes().stream())
                .filter(shape -> shape.kind() == Kind.OUTLINE && shape.name().endsWith("-arm"))
                .mapToInt(shape -> shape.keys().get(0).vertices().length)
                .sorted()
                .toArray();
        System.out.println("vertices of arms at 1 px: " + Arrays.toString(counts));
        assertThat(counts).hasSizeGreaterThan(4);
        double median = (counts[(counts.length - 1) / 2] + counts[counts.length / 2]) / 2.0;
        assertThat(median).isLessThanOrEqualTo(60);
    }

    @Test
    void centreLinesLieInsideTheirLimbs() {
        int lines = 0;
        int points = 0;
        int inside = 0;
        for (ParsedFrame frame : FRAMES) {
            for (Shape shape : frame.document().shapes()) {
                if (shape.kind() != Kind.CENTRE_LINE) {
                    continue;
                }
                Key key = shape.keys().get(0);
                boolean[] covered = frame.covered(shape.matte());
                Polyline flat = PathFit.flattened(key.vertices(), false, 20);
                int in = 0;
                for (int i = 0; i < flat.x().length; i++) {
                    in += covered[(int) flat.py(i) * frame.width() + (int) flat.px(i)] ? 1 : 0;
                }
                System.out.printf(
                        "%s %s: %d vertices, %.0f pixels long, %.3f inside, %s%n",
                        frame.file(),
                        shape.name(),
                        key.vertices().length,
                        flat.length(),
                        (double) in / flat.x().length,
                        key.landmarks());
                lines++;
                points += flat.x().length;
                inside += in;
                assertThat(shape.closed()).isFalse();
                assertThat(key.radii()).hasSize(key.vertices().length);
                assertThat(key.landmarks()).extracting(Landmark::vertex).isSorted();
                assertThat(key.landmarks().get(0).vertex()).isZero();
            }
        }
        assertThat(lines).isGreaterThanOrEqualTo(10);
        // What is missing is a forearm, crossed over the other, that the network gives to both by halves, and a
        // trouser's hem.
        assertThat((double) inside / points).as("share of the lines inside").isGreaterThan(0.985);
    }

    @Test
    void namesAreUniqueAndSayWhoseTheyAre() {
        List<Shape> shapes = FRAMES.get(2).document().shapes();
        assertThat(shapes).extracting(Shape::name).doesNotHaveDuplicates();
        assertThat(shapes)
                .extracting(Shape::name)
                .contains("person-1", "person-1/left-arm", "person-2/right-leg", "person-1/left-leg/centre-line");
    }

    @Test
    void theJsonRoundTrips() {
        for (ParsedFrame frame : FRAMES) {
            byte[] json = frame.document().json();
            assertThat(ShapeDocument.read(json).json()).isEqualTo(json);
        }
    }
}

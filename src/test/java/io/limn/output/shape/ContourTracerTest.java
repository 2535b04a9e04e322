package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Contours of drawn coverage, whose edges are known. */
class ContourTracerTest {
    private static final int SIZE = 64;

    private static List<Contour> trace(DoubleBinaryOperator coverage) {
        ContourTracer tracer = new ContourTracer(0, 0, SIZE);
        float[] row = new float[SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                row[x] = (float) coverage.applyAsDouble(x + 0.5, y + 0.5);
            }
            tracer.row(row);
        }
        return tracer.finish();
    }

    /** Coverage of a disc with an edge of one pixel. */
    private static double disc(double x, double y, double radius) {
        return Math.max(0, Math.min(1, radius - Math.hypot(x - 30.3, y - 29.6) + 0.5));
    }

    @Test
    void aDiscsEdgeIsFoundToATenthOfAPixel() {
        List<Contour> contours = trace((x, y) -> disc(x, y, 20));
        assertThat(contours).hasSize(1);
        Contour circle = contours.get(0);
        assertThat(circle.area()).isCloseTo(Math.PI * 400, within(3.0));
        for (int i = 0; i < circle.size(); i++) {
            assertThat(Math.hypot(circle.x()[i] - 30.3, circle.y()[i] - 29.6)).isCloseTo(20, within(0.1));
        }
        assertThat(circle.contains(30, 30)).isTrue();
        assertThat(circle.contains(2, 30)).isFalse();
        assertThat(circle.distance(30.3, 29.6)).isCloseTo(20, within(0.1));
    }

    @Test
    void aHoleHasANegativeArea() {
        assertThat(trace((x, y) -> disc(x, y, 20) - disc(x, y, 8)))
                .extracting(Contour::area)
                .satisfiesExactlyInAnyOrder(
                        area -> assertThat(area).isCloseTo(Math.PI * 400, within(3.0)),
                        area -> assertThat(area).isCloseTo(-Math.PI * 64, within(2.0)));
    }

    @Test
    void fillsEndAtTheFramesEdges() {
        List<Contour> contours = trace((x, y) -> 1);
        assertThat(contours).hasSize(1);
        // Cut at the corners by half a pixel each.
        assertThat(contours.get(0).area()).isCloseTo(SIZE * SIZE, within(1.0));
        assertThat(contours.get(0).x()).contains(0, SIZE);
    }

    @Test
    void pixelsThatTouchAtCornersAreOneOrTwoButEveryLineIsClosed() {
        List<Contour> contours = trace((x, y) -> ((int) x + (int) y) % 2 == 0 ? 1 : 0);
        double area = contours.stream().mapToDouble(Contour::area).sum();
        // Joined where the four pixels cover a half: what is not covered remains as diamonds of half a pixel.
        assertThat(area).isCloseTo(0.75 * SIZE * SIZE, within(2.0 * SIZE));
        assertThat(trace((x, y) -> 0.2)).isEmpty();
    }
}

package io.limn.output.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathFitTest {
    private static Contour circle(double radius) {
        int count = (int) (8 * radius);
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = 100 + radius * Math.cos(2 * Math.PI * i / count);
            y[i] = 100 + radius * Math.sin(2 * Math.PI * i / count);
        }
        return new Contour(x, y);
    }

    private static Contour square(int side) {
        double[] x = new double[4 * side];
        double[] y = new double[4 * side];
        for (int i = 0; i < side; i++) {
            x[i] = i;
            x[side + i] = side;
            x[2 * side + i] = side - i;
            y[side + i] = i;
            y[2 * side + i] = side;
            y[3 * side + i] = side - i;
        }
        return new Contour(x, y);
    }

    @Test
    void aCircleTakesFewVerticesAndStaysWithinTheTolerance() {
        for (double radius : new double[] {3, 20, 90}) {
            double[][] vertices = PathFit.closed(circle(radius), 1);
            assertThat(vertices.length).as("radius %s", radius).isLessThanOrEqualTo(6);
            Polyline flat = PathFit.flattened(vertices, true, 32);
            for (int i = 0; i < flat.x().length; i++) {
                assertThat(Math.hypot(flat.px(i) - 100, flat.py(i) - 100)).isCloseTo(radius, within(1.0));
            }
        }
    }

    @Test
    void aSquareKeepsItsCorners() {
        double[][] vertices = PathFit.closed(square(40), 1);
        assertThat(vertices.length).isEqualTo(4);
        for (double[] corner : new double[][] {{0, 0}, {40, 0}, {40, 40}, {0, 40}}) {
            assertThat(List.of(vertices)).anySatisfy(vertex -> {
                assertThat(vertex[0]).isCloseTo(corner[0], within(0.01));
                assertThat(vertex[1]).isCloseTo(corner[1], within(0.01));
            });
        }
    }

    @Test
    void aSmallerToleranceTakesMoreVerticesAndIsCloser() {
        int count = 600;
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * i / count;
            double radius = 60 + 4 * Math.sin(9 * angle);
            x[i] = radius * Math.cos(angle);
            y[i] = radius * Math.sin(angle);
        }
        Contour wavy = new Contour(x, y);
        double[][] coarse = PathFit.closed(wavy, 3);
        double[][] fine = PathFit.closed(wavy, 0.2);
        assertThat(coarse.length).isLessThan(fine.length);
        assertThat(farthest(fine, wavy)).isLessThan(0.3).isLessThan(farthest(coarse, wavy));
        assertThat(farthest(coarse, wavy)).isLessThan(3.1);
    }

    private static double farthest(double[][] vertices, Contour contour) {
        Polyline flat = PathFit.flattened(vertices, true, 16);
        double most = 0;
        for (int i = 0; i < flat.x().length; i++) {
            most = Math.max(most, contour.distance(flat.px(i), flat.py(i)));
        }
        return most;
    }

    @Test
    void anOpenPathPassesThroughItsFixedPoints() {
        double[] x = new double[101];
        double[] y = new double[101];
        for (int i = 0; i <= 100; i++) {
            x[i] = i;
            y[i] = 10 * Math.sin(i / 30.0);
        }
        int[] places = new int[3];
        double[][] vertices = PathFit.open(Polyline.of(x, y, false), 1, new int[] {0, 37, 100}, places);
        assertThat(vertices[places[0]]).startsWith(x[0], y[0]);
        assertThat(vertices[places[1]]).startsWith(x[37], y[37]);
        assertThat(vertices[places[2]]).startsWith(x[100], y[100]);
        assertThat(places[2]).isEqualTo(vertices.length - 1);
    }
}

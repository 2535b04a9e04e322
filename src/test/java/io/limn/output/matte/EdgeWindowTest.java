package io.limn.output.matte;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EdgeWindowTest {
    private static final int SIDE = 60;
    private static final Level LEVEL = new Level(1, SIDE, SIDE, new byte[3 * SIDE * SIDE]);
    private static final Window ALL = new Window(10, 10, 40, 40);

    private static float[] plane(int left, int top, int right, int bottom) {
        float[] plane = new float[SIDE * SIDE];
        for (int y = top; y < bottom; y++) {
            Arrays.fill(plane, y * SIDE + left, y * SIDE + right, 1);
        }
        return plane;
    }

    @Test
    void aVerticalEdgeIsWithinItsMarginAndTheSidesAreKnown() {
        EdgeWindow edge = EdgeWindow.of(plane(30, 0, SIDE, SIDE), LEVEL, ALL, 4, 0.01f);
        assertThat(edge.window()).isEqualTo(new Window(26, 10, 8, 40));
        assertThat(edge.left()).isZero();
        assertThat(edge.right()).isEqualTo(1);
    }

    @Test
    void anEdgeOutsideTheWindowReachesIntoIt() {
        EdgeWindow edge = EdgeWindow.of(plane(0, 0, SIDE, 8), LEVEL, ALL, 4, 0.01f);
        assertThat(edge.window()).isEqualTo(new Window(10, 10, 40, 2));
        assertThat(edge.bottom()).isZero();
    }

    @Test
    void roundShapesAreClippedOnAllSides() {
        EdgeWindow edge = EdgeWindow.of(plane(28, 27, 33, 31), LEVEL, ALL, 4, 0.01f);
        assertThat(edge.window()).isEqualTo(new Window(24, 23, 13, 12));
        assertThat(new float[] {edge.left(), edge.right(), edge.top(), edge.bottom()})
                .containsOnly(0);
    }
}

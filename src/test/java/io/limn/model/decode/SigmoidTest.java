package io.limn.model.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SigmoidTest {
    private static final int COUNT = 80_001;
    private static final double TOLERANCE = 3e-7;

    private final float[] x = new float[COUNT];
    private final float[] found = new float[COUNT];

    SigmoidTest() {
        for (int i = 0; i < COUNT; i++) {
            x[i] = (i - COUNT / 2) / 1000f;
        }
    }

    private static double exact(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void eachNumberOfAnySignGetsItsSigmoid() {
        Sigmoid.each(x, found, COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertEquals(exact(x[i]), found[i], TOLERANCE, "of " + x[i]);
        }
    }

    @Test
    void negativeNumbersCountAsZeroWhereOnlyTheMaskMatters() {
        Sigmoid.scaled(x, 0.75f, found, 0, COUNT);
        for (int i = 0; i < COUNT; i++) {
            assertEquals(0.75 * exact(Math.max(0, x[i])), found[i], TOLERANCE, "of " + x[i]);
        }
    }

    @Test
    void sumsAddTheExcessOverAHalfWithinTheirBounds() {
        Arrays.fill(found, 1);
        Sigmoid.addOverHalf(x, found, 10, COUNT - 10);
        for (int i = 0; i < COUNT; i++) {
            double added = i < 10 || i >= COUNT - 10 ? 0 : exact(Math.max(0, x[i])) - 0.5;
            assertEquals(1 + added, found[i], TOLERANCE, "of " + x[i]);
        }
    }

    @Test
    void infiniteLogitsAreCertain() {
        float[] far = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE};
        float[] values = new float[3];
        Sigmoid.each(far, values, 3);
        assertEquals(1, values[0], TOLERANCE);
        assertEquals(0, values[1], TOLERANCE);
        assertEquals(1, values[2], TOLERANCE);
    }
}

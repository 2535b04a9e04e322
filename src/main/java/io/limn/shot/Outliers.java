package io.limn.shot;

import io.limn.shot.flow.Median;
import java.util.List;

/** Outliers by median and median absolute deviation, which they themselves hardly move. */
final class Outliers {
    /** In median absolute deviations; three standard deviations of a normal distribution. */
    private static final float FAR = 3 * 1.4826f;

    private Outliers() {}

    /** Larger values are outliers. */
    static float above(List<Float> all) {
        float[] values = new float[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.get(i);
        }
        float median = Median.of(values, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i] - median);
        }
        return median + FAR * Median.of(values, values.length);
    }
}

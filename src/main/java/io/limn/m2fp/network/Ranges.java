package io.limn.m2fp.network;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The ranges of the inputs and results of the products that can run in int8: the convolutions of res3 to res5 and the feed-forward layers
 * of the pixel decoder, three fifths of the network's work. Int8 in the stem and res2 doubles the change in the masks, and so does int8 in
 * the pyramid; neither saves a tenth of the time.
 */
public final class Ranges {
    private static final Pattern WANTED = Pattern.compile(
            "backbone\\.res[345]\\.|sem_seg_head\\.pixel_decoder\\.transformer\\.encoder\\.layers\\.\\d+\\.linear[12]\\b");

    static final String LOW = " low";
    static final String HIGH = " high";

    private final Map<String, Range> ranges = new HashMap<>();

    static String entering(Product product) {
        return product.name() + " in";
    }

    static String leaving(Product product) {
        return product.name() + " out";
    }

    static boolean wanted(String name) {
        return WANTED.matcher(name).lookingAt();
    }

    /** Widens the ranges by one run of a graph from {@link M2fpGraph#observed}: its outputs by name, one number each. */
    public void widen(Map<String, float[]> outputs) {
        outputs.forEach((name, number) -> {
            boolean low = name.endsWith(LOW);
            String of = name.substring(0, name.length() - (low ? LOW : HIGH).length());
            ranges.computeIfAbsent(of, key -> new Range()).widen(number[0]);
        });
    }

    /** @throws IllegalStateException if no run has been recorded for this name */
    Range of(String name) {
        Range range = ranges.get(name);
        if (range == null) {
            throw new IllegalStateException("no range was measured for '" + name + "'");
        }
        return range;
    }

    /** The range from minimum to maximum, always including 0 so that zero padding is exact. */
    static final class Range {
        private static final int STEPS = 255;

        private float low;
        private float high;

        void widen(float number) {
            low = Math.min(low, number);
            high = Math.max(high, number);
        }

        /** The quantization step. */
        float scale() {
            return high > low ? (high - low) / STEPS : 1;
        }

        /** The zero point: the byte that represents 0. */
        int zero() {
            return Math.max(0, Math.min(STEPS, Math.round(-low / scale())));
        }
    }
}

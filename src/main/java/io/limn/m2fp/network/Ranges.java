package io.limn.m2fp.network;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Between which numbers the values stay that enter and leave what can compute in bytes: the convolutions of res3 to res5 and the
 * feed-forward layers of the pixel decoder, three fifths of the network's work. Bytes in the stem and res2 double the change in the masks,
 * and so they do in the pyramid; neither saves a tenth of the time.
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

    /** Widens the ranges to one run of a graph of {@link M2fpGraph#observed}: its outputs by name, a number each. */
    public void widen(Map<String, float[]> outputs) {
        outputs.forEach((name, number) -> {
            boolean low = name.endsWith(LOW);
            String of = name.substring(0, name.length() - (low ? LOW : HIGH).length());
            ranges.computeIfAbsent(of, key -> new Range()).widen(number[0]);
        });
    }

    /** @throws IllegalStateException where no run has been seen */
    Range of(String name) {
        Range range = ranges.get(name);
        if (range == null) {
            throw new IllegalStateException("nothing is known of the values that are '" + name + "'");
        }
        return range;
    }

    /** From the least to the greatest number, 0 included: what padding adds must be exact. */
    static final class Range {
        private static final int STEPS = 255;

        private float low;
        private float high;

        void widen(float number) {
            low = Math.min(low, number);
            high = Math.max(high, number);
        }

        /** How far apart two neighbouring bytes are. */
        float scale() {
            return high > low ? (high - low) / STEPS : 1;
        }

        /** The byte that is 0. */
        int zero() {
            return Math.max(0, Math.min(STEPS, Math.round(-low / scale())));
        }
    }
}

package io.limn.m2fp.importer;

import java.util.List;
import java.util.Locale;

/**
 * The effect of int8 on the masks.
 *
 * @param kept whether the package uses int8
 * @param changed share of the masks' pixels that change, by photograph, 0..1
 * @param most largest mean share, 0..1, at which int8 is kept
 */
record Int8Report(boolean kept, List<Double> changed, double most) {
    static Int8Report of(List<Double> changed, double most) {
        return new Int8Report(mean(changed) <= most, List.copyOf(changed), most);
    }

    private static double mean(List<Double> shares) {
        return shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    String text() {
        double worst = changed.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        String found = String.format(
                Locale.ROOT,
                "int8: %.2f %% of the masks' pixels change, %.2f %% on the worst of %d photographs; ",
                100 * mean(changed),
                100 * worst,
                changed.size());
        return found
                + (kept
                        ? "kept"
                        : String.format(
                                Locale.ROOT,
                                "more than %.2f %%, so the package computes in floating point (--int8-change)",
                                100 * most));
    }
}

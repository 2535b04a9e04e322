package io.limn.cli.eval.shot;

/** Quantiles of values from 0, counted in steps. */
final class Quantile {
    private final float step;
    private final long[] counts;
    private long all;

    Quantile(float step, int steps) {
        this.step = step;
        counts = new long[steps];
    }

    void add(float value) {
        counts[Math.min(counts.length - 1, (int) (value / step))]++;
        all++;
    }

    /** The least step that so great a share of the values doesn't pass; 0 without values. */
    double at(double share) {
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (all > 0 && below >= share * all) {
                return (i + 0.5) * step;
            }
        }
        return 0;
    }
}

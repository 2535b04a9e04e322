package io.limn.cli.eval.shot;

/** Quantiles of non-negative values, from a histogram with bins of equal width. */
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

    /** The quantile for this share, 0 to 1, rounded to a bin; 0 without values. */
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

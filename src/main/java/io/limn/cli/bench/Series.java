package io.limn.cli.bench;

import java.util.Arrays;

/** Measured times of one operation, in nanoseconds. Not thread-safe. */
final class Series {
    private long[] nanos = new long[256];
    private int count;

    void add(long value) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = value;
    }

    int count() {
        return count;
    }

    long total() {
        return Arrays.stream(nanos, 0, count).sum();
    }

    /** The quantile of the times in milliseconds, by nearest rank; 0 if there are none. */
    double millis(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.max(0, Math.min(count - 1, rank - 1))] / 1e6;
    }
}

package io.limn.output.matte;

import java.util.Arrays;

/**
 * The weighted mean and covariance of the colours around each cell of a grid, over a square window clipped at the border. Processes the
 * grid row by row; the time doesn't depend on the radius. Colours are 0..1. Not thread-safe.
 */
final class LocalColours {
    private static final int SUMS = WeightedColours.SUMS;
    private static final float FAINT = 1e-6f;

    private final WeightedColours cells;
    private final int width;
    private final int height;
    private final int radius;
    /** Sums over the window's rows, by column. */
    private final float[] columns;
    /** The same, padded at both ends with zeros for the window. */
    private final float[] padded;
    /** Sums over the window around each cell of the row. */
    private final float[] sums;

    private int row;
    private double determinant;
    private double distance;

    LocalColours(WeightedColours cells, int width, int height, int radius) {
        this.cells = cells;
        this.width = width;
        this.height = height;
        this.radius = radius;
        columns = new float[SUMS * width];
        padded = new float[SUMS * (width + 2 * radius)];
        sums = new float[SUMS * width];
    }

    /**
     * Moves to a row; rows must be visited in order, from 0.
     *
     * @param first the first cell of the row that will be read
     * @param last the last one; below {@code first} if none will
     */
    void row(int y, int first, int last) {
        row = y;
        if (y == 0) {
            Arrays.fill(columns, 0);
            for (int above = 0; above < Math.min(radius, height); above++) {
                add(cells.products()[above]);
            }
        }
        if (y + radius < height) {
            add(cells.products()[y + radius]);
        }
        if (y > radius) {
            subtract(cells.products()[y - radius - 1]);
        }
        if (first <= last) {
            sumAcross(first, last);
        }
    }

    private void add(float[] products) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] += products[i];
        }
    }

    private void subtract(float[] products) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] -= products[i];
        }
    }

    /** Slides the window along the row, with ten independent sums so that the processor can pipeline them. */
    private void sumAcross(int first, int last) {
        System.arraycopy(columns, 0, padded, SUMS * radius, columns.length);
        int start = SUMS * first;
        Arrays.fill(sums, start, start + SUMS, 0);
        int ahead = 2 * radius * SUMS;
        for (int i = start; i <= start + ahead; i += SUMS) {
            for (int sum = 0; sum < SUMS; sum++) {
                sums[start + sum] += padded[i + sum];
            }
        }
        for (int i = start + SUMS; i < SUMS * (last + 1); i++) {
            sums[i] = sums[i - SUMS] + (padded[i + ahead] - padded[i - SUMS]);
        }
    }

    private int area(int x) {
        return (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1)
                * (Math.min(height - 1, row + radius) - Math.max(0, row - radius) + 1);
    }

    /** The mean weight in the window around a cell of the row, 0..1. */
    float share(int x) {
        return sums[SUMS * x] / area(x);
    }

    /**
     * The log-likelihood ratio of a cell's colour under these colours and under others, both as normal distributions.
     *
     * @param epsilon added to the variances
     */
    double logRatio(LocalColours others, int x, double epsilon) {
        fit(x, epsilon);
        others.fit(x, epsilon);
        return 0.5
                * (others.distance / others.determinant
                        - distance / determinant
                        + Logarithm.of((float) (others.determinant / determinant)));
    }

    private void fit(int x, double epsilon) {
        int at = SUMS * x;
        double share = 1 / (sums[at] + FAINT * area(x));
        double m0 = sums[at + 1] * share;
        double m1 = sums[at + 2] * share;
        double m2 = sums[at + 3] * share;
        double c00 = sums[at + 4] * share - m0 * m0 + epsilon;
        double c01 = sums[at + 5] * share - m0 * m1;
        double c02 = sums[at + 6] * share - m0 * m2;
        double c11 = sums[at + 7] * share - m1 * m1 + epsilon;
        double c12 = sums[at + 8] * share - m1 * m2;
        double c22 = sums[at + 9] * share - m2 * m2 + epsilon;
        double i00 = c11 * c22 - c12 * c12;
        double i01 = c02 * c12 - c01 * c22;
        double i02 = c01 * c12 - c02 * c11;
        int cell = row * width + x;
        double d0 = cells.blue(cell) - m0;
        double d1 = cells.green(cell) - m1;
        double d2 = cells.red(cell) - m2;
        determinant = Math.max(c00 * i00 + c01 * i01 + c02 * i02, epsilon * epsilon * epsilon);
        distance = Math.max(
                0,
                d0 * d0 * i00
                        + d1 * d1 * (c00 * c22 - c02 * c02)
                        + d2 * d2 * (c00 * c11 - c01 * c01)
                        + 2 * (d0 * d1 * i01 + d0 * d2 * i02 + d1 * d2 * (c01 * c02 - c00 * c12)));
    }
}

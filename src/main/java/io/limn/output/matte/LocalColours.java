package io.limn.output.matte;

/**
 * The colours around each cell of a grid: mean and covariance over a square window, weighted. Colours are 0..1. Not safe for use by several
 * threads.
 */
final class LocalColours {
    private static final int CHANNELS = 3;
    /** Weights; blue, green, red; their products 00, 01, 02, 11, 12, 22. */
    private static final int SUMS = 10;

    private static final float FAINT = 1e-6f;

    private final float[] colours;
    private final int width;
    private final int height;
    private final BoxMean box;
    private final float[][] means = new float[SUMS][];

    /**
     * @param colours blue, green, red of each cell, row-major
     */
    LocalColours(float[] colours, int width, int height) {
        this.colours = colours;
        this.width = width;
        this.height = height;
        box = new BoxMean(width * height);
        for (int i = 0; i < SUMS; i++) {
            means[i] = new float[width * height];
        }
    }

    /** @param weights by cell */
    void gather(float[] weights, int radius) {
        for (int cell = 0; cell < weights.length; cell++) {
            float weight = weights[cell];
            float blue = colours[CHANNELS * cell];
            float green = colours[CHANNELS * cell + 1];
            float red = colours[CHANNELS * cell + 2];
            means[0][cell] = weight;
            means[1][cell] = weight * blue;
            means[2][cell] = weight * green;
            means[3][cell] = weight * red;
            means[4][cell] = weight * blue * blue;
            means[5][cell] = weight * blue * green;
            means[6][cell] = weight * blue * red;
            means[7][cell] = weight * green * green;
            means[8][cell] = weight * green * red;
            means[9][cell] = weight * red * red;
        }
        for (float[] plane : means) {
            box.mean(plane, plane, width, height, radius);
        }
    }

    /** How much of the window around a cell has weight, 0..1. */
    float share(int cell) {
        return means[0][cell];
    }

    /**
     * The logarithm of a normal distribution's density at the cell's own colour, but for a constant.
     *
     * @param epsilon added to the variances
     */
    double logDensity(int cell, double epsilon) {
        double share = 1 / (means[0][cell] + FAINT);
        double m0 = means[1][cell] * share;
        double m1 = means[2][cell] * share;
        double m2 = means[3][cell] * share;
        double c00 = means[4][cell] * share - m0 * m0 + epsilon;
        double c01 = means[5][cell] * share - m0 * m1;
        double c02 = means[6][cell] * share - m0 * m2;
        double c11 = means[7][cell] * share - m1 * m1 + epsilon;
        double c12 = means[8][cell] * share - m1 * m2;
        double c22 = means[9][cell] * share - m2 * m2 + epsilon;
        double i00 = c11 * c22 - c12 * c12;
        double i01 = c02 * c12 - c01 * c22;
        double i02 = c01 * c12 - c02 * c11;
        double determinant = Math.max(c00 * i00 + c01 * i01 + c02 * i02, epsilon * epsilon * epsilon);
        double d0 = colours[CHANNELS * cell] - m0;
        double d1 = colours[CHANNELS * cell + 1] - m1;
        double d2 = colours[CHANNELS * cell + 2] - m2;
        double distance = d0 * d0 * i00
                + d1 * d1 * (c00 * c22 - c02 * c02)
                + d2 * d2 * (c00 * c11 - c01 * c01)
                + 2 * (d0 * d1 * i01 + d0 * d2 * i02 + d1 * d2 * (c01 * c02 - c00 * c12));
        return -0.5 * (Math.max(0, distance) / determinant + Math.log(determinant));
    }
}

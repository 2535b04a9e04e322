package io.limn.output.matte;

/**
 * The colours of a grid's cells, with the products that windows sum up. Not thread-safe.
 *
 * @param colours blue, green, red of each cell, 0..1, row-major
 * @param products by row, {@link #SUMS} values per cell: its weight, and the weight times blue, green, red, and their products 00, 01, 02,
 *     11, 12, 22
 */
record WeightedColours(int width, float[] colours, float[][] products) {
    static final int SUMS = 10;
    private static final int CHANNELS = 3;

    /** Colours with all weights 0. */
    static WeightedColours of(float[] colours, int width) {
        return new WeightedColours(width, colours, new float[colours.length / CHANNELS / width][SUMS * width]);
    }

    void weigh(int x, int y, float weight) {
        int cell = y * width + x;
        float b = blue(cell);
        float g = green(cell);
        float r = red(cell);
        float[] row = products[y];
        int at = SUMS * x;
        row[at] = weight;
        row[at + 1] = weight * b;
        row[at + 2] = weight * g;
        row[at + 3] = weight * r;
        row[at + 4] = weight * b * b;
        row[at + 5] = weight * b * g;
        row[at + 6] = weight * b * r;
        row[at + 7] = weight * g * g;
        row[at + 8] = weight * g * r;
        row[at + 9] = weight * r * r;
    }

    float blue(int cell) {
        return colours[CHANNELS * cell];
    }

    float green(int cell) {
        return colours[CHANNELS * cell + 1];
    }

    float red(int cell) {
        return colours[CHANNELS * cell + 2];
    }
}

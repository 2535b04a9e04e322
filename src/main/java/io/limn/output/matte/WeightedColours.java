package io.limn.output.matte;

/**
 * The colours of a grid's cells and what windows sum of them. Not safe for use by several threads.
 *
 * @param colours blue, green, red of each cell, 0..1, row-major
 * @param products {@link #SUMS} values a cell: its weight, and that times blue, green, red, and their products 00, 01, 02, 11, 12, 22
 */
record WeightedColours(float[] colours, float[] products) {
    static final int SUMS = 10;
    private static final int CHANNELS = 3;

    /** Without weight so far. */
    static WeightedColours of(float[] colours) {
        return new WeightedColours(colours, new float[colours.length / CHANNELS * SUMS]);
    }

    void weigh(int cell, float weight) {
        float b = blue(cell);
        float g = green(cell);
        float r = red(cell);
        int at = SUMS * cell;
        products[at] = weight;
        products[at + 1] = weight * b;
        products[at + 2] = weight * g;
        products[at + 3] = weight * r;
        products[at + 4] = weight * b * b;
        products[at + 5] = weight * b * g;
        products[at + 6] = weight * b * r;
        products[at + 7] = weight * g * g;
        products[at + 8] = weight * g * r;
        products[at + 9] = weight * r * r;
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

package io.limn.output.shape;

/** Hundredths of a pixel: finer than any matte is known, and half the bytes. */
final class Rounding {
    private static final double STEPS = 100;

    private Rounding() {}

    static double of(double value) {
        return Math.round(value * STEPS) / STEPS + 0.0; // never -0
    }

    static double[][] of(double[][] rows) {
        double[][] rounded = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            rounded[i] = new double[rows[i].length];
            for (int k = 0; k < rows[i].length; k++) {
                rounded[i][k] = of(rows[i][k]);
            }
        }
        return rounded;
    }
}

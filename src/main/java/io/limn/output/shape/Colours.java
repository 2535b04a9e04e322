package io.limn.output.shape;

/** A colour for each matte, so that neighbours differ. */
final class Colours {
    private static final double GOLDEN = 0.618033988749895;

    private Colours() {}

    /** Red, green and blue, 0..1. */
    static double[] of(int index) {
        double hue = 6 * (index * GOLDEN % 1);
        double[] colour = new double[3];
        for (int i = 0; i < 3; i++) {
            double apart = Math.abs((hue - 2 * i + 9) % 6 - 3);
            colour[i] = 0.25 + 0.7 * Math.max(0, Math.min(1, 2 - apart));
        }
        return colour;
    }

    /** As {@code #rrggbb}. */
    static String hex(int index) {
        double[] colour = of(index);
        return String.format(
                "#%02x%02x%02x", Math.round(255 * colour[0]), Math.round(255 * colour[1]), Math.round(255 * colour[2]));
    }
}

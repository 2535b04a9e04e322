package io.limn.output.shape;

/**
 * Exact Euclidean distances to the nearest cell outside, by lower envelopes of parabolas (Felzenszwalb and Huttenlocher, 2012). Beyond the
 * border everything is outside.
 */
final class DistanceTransform {
    private static final double FAR = 1e12;

    private DistanceTransform() {}

    /** In cells, row-major; 0 outside, at least 1 inside. */
    static float[] of(boolean[] inside, int width, int height) {
        int longest = Math.max(width, height) + 2;
        double[] values = new double[longest];
        double[] found = new double[longest];
        int[] roots = new int[longest];
        double[] bounds = new double[longest + 1];
        float[] squares = new float[inside.length];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                values[y + 1] = inside[y * width + x] ? FAR : 0;
            }
            values[0] = 0;
            values[height + 1] = 0;
            envelope(values, height + 2, found, roots, bounds);
            for (int y = 0; y < height; y++) {
                squares[y * width + x] = (float) found[y + 1];
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values[x + 1] = squares[y * width + x];
            }
            values[0] = 0;
            values[width + 1] = 0;
            envelope(values, width + 2, found, roots, bounds);
            for (int x = 0; x < width; x++) {
                squares[y * width + x] = (float) Math.sqrt(found[x + 1]);
            }
        }
        return squares;
    }

    private static void envelope(double[] values, int count, double[] found, int[] roots, double[] bounds) {
        int top = 0;
        roots[0] = 0;
        bounds[0] = -FAR;
        bounds[1] = FAR;
        for (int q = 1; q < count; q++) {
            double s = crossing(values, roots[top], q);
            while (s <= bounds[top]) {
                top--;
                s = crossing(values, roots[top], q);
            }
            top++;
            roots[top] = q;
            bounds[top] = s;
            bounds[top + 1] = FAR;
        }
        int at = 0;
        for (int q = 0; q < count; q++) {
            while (bounds[at + 1] < q) {
                at++;
            }
            double apart = q - roots[at];
            found[q] = apart * apart + values[roots[at]];
        }
    }

    private static double crossing(double[] values, int p, int q) {
        return (values[q] + (double) q * q - values[p] - (double) p * p) / (2.0 * q - 2.0 * p);
    }
}

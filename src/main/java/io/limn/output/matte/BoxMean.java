package io.limn.output.matte;

import java.util.Arrays;

/** Means over square windows, clipped at the border; the time doesn't depend on the radius. Not thread-safe. */
final class BoxMean {
    private final float[] rows;
    private final float[] sums;
    private final float[] shares;

    /** @param capacity pixels of the largest plane */
    BoxMean(int capacity) {
        rows = new float[capacity];
        sums = new float[capacity];
        shares = new float[capacity];
    }

    /**
     * Computes the mean around each pixel.
     *
     * @param plane {@code height*width} values, row-major
     * @param into receives the means, of the same size; may be {@code plane}
     */
    void mean(float[] plane, float[] into, int width, int height, int radius) {
        alongRows(plane, width, height, radius);
        for (int x = 0; x < width; x++) {
            shares[x] = 1f / (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1);
        }
        Arrays.fill(sums, 0, width, 0);
        for (int y = 0; y < Math.min(radius, height); y++) {
            add(y * width, width);
        }
        for (int y = 0; y < height; y++) {
            if (y + radius < height) {
                add((y + radius) * width, width);
            }
            if (y - radius > 0) {
                subtract((y - radius - 1) * width, width);
            }
            float share = 1f / (Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1);
            int at = y * width;
            for (int x = 0; x < width; x++) {
                into[at + x] = sums[x] * share * shares[x];
            }
        }
    }

    private void alongRows(float[] plane, int width, int height, int radius) {
        int inner = Math.min(radius, width);
        for (int y = 0; y < height; y++) {
            int at = y * width;
            float sum = 0;
            for (int x = 0; x < inner; x++) {
                sum += plane[at + x];
            }
            for (int x = 0; x < width; x++) {
                if (x + radius < width) {
                    sum += plane[at + x + radius];
                }
                if (x > radius) {
                    sum -= plane[at + x - radius - 1];
                }
                rows[at + x] = sum;
            }
        }
    }

    private void add(int from, int width) {
        for (int x = 0; x < width; x++) {
            sums[x] += rows[from + x];
        }
    }

    private void subtract(int from, int width) {
        for (int x = 0; x < width; x++) {
            sums[x] -= rows[from + x];
        }
    }
}

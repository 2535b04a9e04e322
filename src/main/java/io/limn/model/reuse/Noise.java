package io.limn.model.reuse;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The noise of a frame's input, as the mean absolute difference that it alone makes between two frames: that of the calmer blocks, but
 * no more than what a single picture shows of noise (Immerkær, Fast Noise Variance Estimation, 1996), so that a change of the whole
 * frame isn't taken for noise.
 */
final class Noise {
    private static final double CALM = 0.2;
    /** The estimate from a single picture misses noise that a codec or resizing has smoothed. */
    private static final float SMOOTHED = 2;
    /** Mean absolute difference of two normal values, in standard deviations of one. */
    private static final double DIFFERENCE = 2 / Math.sqrt(Math.PI);

    private Noise() {}

    /** @param differences mean absolute ones, by block */
    static float of(float[] differences, FloatBuffer input, int width, int height, float level) {
        float[] sorted = differences.clone();
        Arrays.sort(sorted);
        return Math.min(sorted[(int) (CALM * sorted.length)], SMOOTHED * (single(input, width, height) + level));
    }

    /** From the calmer blocks of the first plane. */
    private static float single(FloatBuffer input, int width, int height) {
        int side = Changes.BLOCK + 2;
        int across = width / side;
        int down = height / side;
        float[] deviations = new float[Math.max(1, across * down)];
        float[] rows = new float[side * width];
        for (int j = 0; j < down; j++) {
            input.get(j * side * width, rows);
            for (int i = 0; i < across; i++) {
                deviations[j * across + i] = deviation(rows, i * side, width);
            }
        }
        Arrays.sort(deviations);
        return (float) (DIFFERENCE * deviations[(int) (CALM * deviations.length)]);
    }

    private static float deviation(float[] rows, int left, int width) {
        float sum = 0;
        for (int y = 1; y <= Changes.BLOCK; y++) {
            for (int x = left + 1; x <= left + Changes.BLOCK; x++) {
                int at = y * width + x;
                sum += Math.abs(4 * rows[at]
                        - 2 * (rows[at - 1] + rows[at + 1] + rows[at - width] + rows[at + width])
                        + rows[at - width - 1]
                        + rows[at - width + 1]
                        + rows[at + width - 1]
                        + rows[at + width + 1]);
            }
        }
        return (float) (Math.sqrt(Math.PI / 2) * sum / (6 * Changes.BLOCK * Changes.BLOCK));
    }
}

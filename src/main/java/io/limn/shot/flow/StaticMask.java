package io.limn.shot.flow;

import java.util.Arrays;

/**
 * Where two consecutive pictures of a shot differ by no more than noise: nothing moves there, and flow needs no search.
 *
 * @param pixels {@code height*width}, row-major; empty if nothing is known to stand still
 */
public record StaticMask(int width, int height, boolean[] pixels) {
    private static final int BLOCK = 8;
    private static final double CALM = 0.2;
    private static final float MOST_NOISE = 4;
    private static final float ABOVE_NOISE = 1.5f;
    /** Of 255 levels. */
    private static final float SMALLEST_CHANGE = 1;

    /** Nothing stands still: flow is searched everywhere. */
    public static final StaticMask NONE = new StaticMask(0, 0, new boolean[0]);

    /**
     * Marks blocks that, with all their neighbours, differ by less than a threshold. The noise is estimated by the 20th percentile of the
     * blocks' mean differences.
     */
    public static StaticMask between(Luma one, Luma other) {
        int columns = (one.width() + BLOCK - 1) / BLOCK;
        int rows = (one.height() + BLOCK - 1) / BLOCK;
        float[] differences = new float[columns * rows];
        int[] counts = new int[columns * rows];
        for (int y = 0, at = 0; y < one.height(); y++) {
            for (int x = 0; x < one.width(); x++, at++) {
                int block = y / BLOCK * columns + x / BLOCK;
                differences[block] += Math.abs(one.values()[at] - other.values()[at]);
                counts[block]++;
            }
        }
        for (int block = 0; block < differences.length; block++) {
            differences[block] /= counts[block];
        }
        float[] sorted = differences.clone();
        Arrays.sort(sorted);
        float threshold = SMALLEST_CHANGE + ABOVE_NOISE * Math.min(MOST_NOISE, sorted[(int) (CALM * sorted.length)]);
        boolean[] pixels = new boolean[one.width() * one.height()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (isStill(differences, column, row, columns, rows, threshold)) {
                    int right = Math.min(one.width(), (column + 1) * BLOCK);
                    for (int y = row * BLOCK; y < Math.min(one.height(), (row + 1) * BLOCK); y++) {
                        Arrays.fill(pixels, y * one.width() + column * BLOCK, y * one.width() + right, true);
                    }
                }
            }
        }
        return new StaticMask(one.width(), one.height(), pixels);
    }

    private static boolean isStill(float[] differences, int column, int row, int columns, int rows, float threshold) {
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
                if (differences[y * columns + x] > threshold) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether more than half of the picture stands still. */
    boolean isMost() {
        int count = 0;
        for (boolean pixel : pixels) {
            count += pixel ? 1 : 0;
        }
        return 2 * count > pixels.length;
    }

    boolean at(int pixel) {
        return pixels.length > 0 && pixels[pixel];
    }

    /** Whether a whole rectangle stands still. */
    boolean all(int left, int top, int w, int h) {
        if (pixels.length == 0) {
            return false;
        }
        for (int y = top; y < top + h; y++) {
            for (int x = left; x < left + w; x++) {
                if (!pixels[y * width + x]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Half the size, as {@link Luma#half}. */
    StaticMask half() {
        if (pixels.length == 0) {
            return this;
        }
        int w = (width + 1) / 2;
        int h = (height + 1) / 2;
        boolean[] small = new boolean[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                small[y * w + x] = all(2 * x, 2 * y, Math.min(2, width - 2 * x), Math.min(2, height - 2 * y));
            }
        }
        return new StaticMask(w, h, small);
    }
}

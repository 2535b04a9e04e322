package io.limn.model.decode;

/**
 * Interpolation weights along one axis, from mask cells to frame pixels: cells to input pixels, cropped to the content, then to frame
 * pixels; both steps linear on the half-pixel grid, without antialiasing. Together they read three neighbouring cells.
 */
final class AxisWeights {
    /** Frame pixel p reads cells {@code first[p]}, {@code first[p] + 1} and {@code first[p] + 2}. */
    final int[] first;

    /** The weights of the three cells; they sum to 1. */
    final float[][] weights;

    final int frame;

    /**
     * @param frame pixels of the frame along this axis
     * @param content input pixels that the frame takes up
     * @param start index of the first of them
     * @param cells of the mask, at least 3
     * @param stride input pixels per cell
     */
    AxisWeights(int frame, int content, int start, int cells, int stride) {
        this.frame = frame;
        first = new int[frame];
        weights = new float[3][frame];
        for (int p = 0; p < frame; p++) {
            double at = Math.max(0, (p + 0.5) * content / frame - 0.5);
            int near = Math.min((int) at, content - 1);
            int far = Math.min(near + 1, content - 1);
            first[p] = Math.min((int) cell(near + start, stride), cells - 3);
            read(p, near + start, 1 - (at - near), cells, stride);
            read(p, far + start, at - near, cells, stride);
        }
    }

    private static double cell(int pixel, int stride) {
        return Math.max(0, (pixel + 0.5) / stride - 0.5);
    }

    private void read(int p, int pixel, double share, int cells, int stride) {
        double at = cell(pixel, stride);
        int near = (int) at;
        weights[near - first[p]][p] += (float) (share * (1 - (at - near)));
        weights[Math.min(near + 1, cells - 1) - first[p]][p] += (float) (share * (at - near));
    }

    /** The first frame pixel that reads a cell from {@code cell} on. */
    int from(int cell) {
        int p = 0;
        while (p < frame && first[p] + 2 < cell) {
            p++;
        }
        return p;
    }

    /** The frame pixel after the last that reads a cell up to {@code cell}. */
    int until(int cell) {
        int p = frame;
        while (p > 0 && first[p - 1] > cell) {
            p--;
        }
        return p;
    }
}

package io.limn.shot.flow;

import io.limn.frame.Frame;

/**
 * The luma of a frame at reduced size (Rec. 709 weights), for optical flow.
 *
 * @param values {@code height*width}, row-major, 0..255
 */
public record Luma(int width, int height, float[] values) {
    private static final float BLUE = 0.0722f;
    private static final float GREEN = 0.7152f;
    private static final float RED = 0.2126f;

    /**
     * The frame reduced to this many pixels, each the mean of the frame's pixels that it covers.
     *
     * @param stepX frame pixels from one column to the next, at least 1
     * @param stepY frame pixels from one row to the next, at least 1
     */
    public static Luma of(Frame frame, int width, int height, double stepX, double stepY) {
        float[] sums = new float[width * height];
        int[] columns = columns(frame.width(), width, stepX);
        int[] counts = new int[width * height];
        byte[] bgr = frame.bgr();
        for (int y = 0; y < frame.height(); y++) {
            int row = Math.min(height - 1, (int) (y / stepY)) * width;
            int at = y * frame.width() * 3;
            for (int x = 0; x < frame.width(); x++, at += 3) {
                int to = row + columns[x];
                sums[to] += BLUE * (bgr[at] & 0xFF) + GREEN * (bgr[at + 1] & 0xFF) + RED * (bgr[at + 2] & 0xFF);
                counts[to]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            // Pixels past the frame's edge repeat their neighbour.
            sums[i] = counts[i] > 0
                    ? sums[i] / counts[i]
                    : i % width > 0 ? sums[i - 1] : i >= width ? sums[i - width] : 0;
        }
        return new Luma(width, height, sums);
    }

    private static int[] columns(int frameWidth, int width, double step) {
        int[] columns = new int[frameWidth];
        for (int x = 0; x < frameWidth; x++) {
            columns[x] = Math.min(width - 1, (int) (x / step));
        }
        return columns;
    }

    /** Half the size, each pixel the mean of four; an odd last row or column is repeated. */
    Luma half() {
        int w = (width + 1) / 2;
        int h = (height + 1) / 2;
        float[] small = new float[w * h];
        for (int y = 0; y < h; y++) {
            int top = 2 * y * width;
            int bottom = Math.min(height - 1, 2 * y + 1) * width;
            for (int x = 0; x < w; x++) {
                int left = 2 * x;
                int right = Math.min(width - 1, left + 1);
                small[y * w + x] =
                        (values[top + left] + values[top + right] + values[bottom + left] + values[bottom + right]) / 4;
            }
        }
        return new Luma(w, h, small);
    }

    /** Bilinear, clamped to the edge; pixel centres are at integer coordinates. */
    float at(float x, float y) {
        float cx = Math.max(0, Math.min(width - 1, x));
        float cy = Math.max(0, Math.min(height - 1, y));
        int x0 = Math.min((int) cx, Math.max(0, width - 2));
        int y0 = Math.min((int) cy, Math.max(0, height - 2));
        float fx = cx - x0;
        float fy = cy - y0;
        int at = y0 * width + x0;
        int right = width > 1 ? 1 : 0;
        int down = height > 1 ? width : 0;
        float top = values[at] + (values[at + right] - values[at]) * fx;
        float bottom = values[at + down] + (values[at + down + right] - values[at + down]) * fx;
        return top + (bottom - top) * fy;
    }
}

package io.limn.cli.eval.shot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The contour of a matte at 0.5, by marching squares: short segments, each within the square between four pixel centres.
 */
final class Contour {
    private static final float LEVEL = 0.5f;

    private final int width;
    private final int height;
    /** For each square, the ends of its segments: x0, y0, x1, y1 of each; null if it has none. */
    private final float[][] segments;

    private final List<float[]> points = new ArrayList<>();

    Contour(float[] matte, int width, int height) {
        this.width = width;
        this.height = height;
        segments = new float[width * height][];
        for (int y = 0; y + 1 < height; y++) {
            for (int x = 0; x + 1 < width; x++) {
                square(matte, x, y);
            }
        }
    }

    /** The contour of a binary region. */
    static Contour of(boolean[] region, int width, int height) {
        float[] matte = new float[region.length];
        for (int i = 0; i < matte.length; i++) {
            matte[i] = region[i] ? 1 : 0;
        }
        return new Contour(matte, width, height);
    }

    private void square(float[] matte, int x, int y) {
        int at = y * width + x;
        float a = matte[at] - LEVEL;
        float b = matte[at + 1] - LEVEL;
        float c = matte[at + width + 1] - LEVEL;
        float d = matte[at + width] - LEVEL;
        float[] ends = new float[8];
        int count = 0;
        if (a > 0 != b > 0) {
            count = end(ends, count, x + a / (a - b), y);
        }
        if (b > 0 != c > 0) {
            count = end(ends, count, x + 1, y + b / (b - c));
        }
        if (c > 0 != d > 0) {
            count = end(ends, count, x + d / (d - c), y + 1);
        }
        if (d > 0 != a > 0) {
            count = end(ends, count, x, y + a / (a - d));
        }
        if (count == 0) {
            return;
        }
        segments[at] = count == 4 ? Arrays.copyOf(ends, 4) : ends;
        for (int i = 0; i < count; i += 4) {
            points.add(new float[] {(ends[i] + ends[i + 2]) / 2, (ends[i + 1] + ends[i + 3]) / 2});
        }
    }

    private static int end(float[] ends, int count, float x, float y) {
        ends[count] = x;
        ends[count + 1] = y;
        return count + 2;
    }

    /** The midpoint of each segment: x, y. */
    List<float[]> points() {
        return points;
    }

    /** The distance of a point from the contour in pixels, at most {@code farthest}. */
    float distance(float x, float y, int farthest) {
        float nearest = farthest * farthest;
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        for (int ring = 0; ring <= farthest && (ring - 1) * (ring - 1) * Math.signum(ring) < nearest; ring++) {
            for (int j = row - ring; j <= row + ring; j++) {
                boolean edge = j == row - ring || j == row + ring;
                for (int i = column - ring; i <= column + ring; i += edge || ring == 0 ? 1 : 2 * ring) {
                    if (i >= 0 && j >= 0 && i < width && j < height && segments[j * width + i] != null) {
                        nearest = Math.min(nearest, squared(segments[j * width + i], x, y));
                    }
                }
            }
        }
        return (float) Math.sqrt(nearest);
    }

    private static float squared(float[] ends, float x, float y) {
        float nearest = Float.MAX_VALUE;
        for (int i = 0; i < ends.length; i += 4) {
            float alongX = ends[i + 2] - ends[i];
            float alongY = ends[i + 3] - ends[i + 1];
            float length = alongX * alongX + alongY * alongY;
            float t = length == 0 ? 0 : ((x - ends[i]) * alongX + (y - ends[i + 1]) * alongY) / length;
            t = Math.max(0, Math.min(1, t));
            float dx = x - ends[i] - t * alongX;
            float dy = y - ends[i + 1] - t * alongY;
            nearest = Math.min(nearest, dx * dx + dy * dy);
        }
        return nearest;
    }
}

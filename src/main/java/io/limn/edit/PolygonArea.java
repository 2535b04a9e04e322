package io.limn.edit;

import java.util.Arrays;

/** The pixels whose centres lie in a polygon, by the non-zero rule, or on one side of a line. */
final class PolygonArea {
    private final int width;
    private final int height;
    private final double[][] points;

    /**
     * @param width the frame's
     * @param height the frame's
     */
    PolygonArea(int width, int height, double[][] points) {
        this.width = width;
        this.height = height;
        this.points = points;
    }

    /** The cost of drawing it, in units of one pixel tested against a brush segment. */
    long cost() {
        int[] box = box();
        long rows = Math.max(0, box[3] - box[1]);
        return Area.PASSES * rows * Math.max(0, box[2] - box[0]) + rows * points.length;
    }

    /** @param check called before every row; what it throws comes out of here */
    Area area(Runnable check) {
        int[] box = box();
        if (box[2] <= box[0] || box[3] <= box[1]) {
            return Area.NONE;
        }
        int across = box[2] - box[0];
        byte[] alpha = new byte[across * (box[3] - box[1])];
        long[] crossings = new long[points.length];
        for (int y = box[1]; y < box[3]; y++) {
            check.run();
            int count = crossings(y + 0.5, crossings);
            Arrays.sort(crossings, 0, count);
            int winding = 0;
            for (int i = 0; i + 1 < count; i++) {
                winding += (crossings[i] & 1) == 0 ? 1 : -1;
                if (winding != 0) {
                    fill(alpha, box, y, column(crossings[i]), column(crossings[i + 1]));
                }
            }
        }
        return new Area(box[0], box[1], across, box[3] - box[1], alpha);
    }

    /** The part of the frame to the right of the line when looking from the first point to the second. */
    static Area rightOf(int width, int height, double[] from, double[] to) {
        byte[] alpha = new byte[Math.multiplyExact(width, height)];
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                if ((y + 0.5 - from[1]) * dx - (x + 0.5 - from[0]) * dy > 0) {
                    alpha[at] = (byte) 255;
                }
            }
        }
        return new Area(0, 0, width, height, alpha);
    }

    /** Where the row crosses edges, in 1/1024 pixels; the lowest bit is 0 for edges that go down. */
    private int crossings(double y, long[] into) {
        int count = 0;
        for (int i = 0; i < points.length; i++) {
            double[] a = points[i];
            double[] b = points[i + 1 == points.length ? 0 : i + 1];
            boolean down = a[1] <= y && b[1] > y;
            boolean up = b[1] <= y && a[1] > y;
            if (down || up) {
                double x = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
                into[count++] = Math.round(x * 1024) << 1 | (down ? 0 : 1);
            }
        }
        return count;
    }

    private static double column(long crossing) {
        return (crossing >> 1) / 1024.0;
    }

    private static void fill(byte[] alpha, int[] box, int y, double from, double to) {
        int first = (int) Math.max(box[0], Math.ceil(from - 0.5));
        int end = (int) Math.min(box[2], Math.ceil(to - 0.5));
        if (end > first) {
            int row = (y - box[1]) * (box[2] - box[0]) - box[0];
            Arrays.fill(alpha, row + first, row + end, (byte) 255);
        }
    }

    private int[] box() {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (double[] point : points) {
            left = Math.min(left, point[0]);
            top = Math.min(top, point[1]);
            right = Math.max(right, point[0]);
            bottom = Math.max(bottom, point[1]);
        }
        return new int[] {
            (int) Math.max(0, Math.floor(left)),
            (int) Math.max(0, Math.floor(top)),
            (int) Math.min(width, Math.ceil(right)),
            (int) Math.min(height, Math.ceil(bottom))
        };
    }
}

package io.limn.output.matte;

/** How near the edges of a mask are to those of the truth. */
final class Sharpness {
    private Sharpness() {}

    /** The F measure of edge pixels that have one of the other's within a distance in pixels. */
    static double edges(boolean[] mask, boolean[] truth, int width, int distance) {
        boolean[] a = edge(mask, width);
        boolean[] b = edge(truth, width);
        double precision = near(a, b, width, distance);
        double recall = near(b, a, width, distance);
        return 2 * precision * recall / Math.max(1e-9, precision + recall);
    }

    static boolean[] edge(boolean[] mask, int width) {
        boolean[] edge = new boolean[mask.length];
        for (int i = 0; i < mask.length - width - 1; i++) {
            edge[i] = mask[i] != mask[i + width] || i % width < width - 1 && mask[i] != mask[i + 1];
        }
        return edge;
    }

    private static double near(boolean[] these, boolean[] those, int width, int distance) {
        int height = these.length / width;
        int all = 0;
        int hit = 0;
        for (int i = 0; i < these.length; i++) {
            if (these[i]) {
                all++;
                hit += any(those, i % width, i / width, width, height, distance) ? 1 : 0;
            }
        }
        return all == 0 ? 0 : (double) hit / all;
    }

    private static boolean any(boolean[] edge, int x, int y, int width, int height, int distance) {
        for (int v = Math.max(0, y - distance); v <= Math.min(height - 1, y + distance); v++) {
            for (int u = Math.max(0, x - distance); u <= Math.min(width - 1, x + distance); u++) {
                if (edge[v * width + u] && (u - x) * (u - x) + (v - y) * (v - y) <= distance * distance) {
                    return true;
                }
            }
        }
        return false;
    }
}

package io.limn.output.matte;

import java.util.Arrays;

/**
 * How near a matte is to the exact coverage. An edge is where 0.5 is crossed.
 *
 * @param sad sum of absolute differences, in thousands of pixels
 * @param mse mean square error, times 1000
 * @param gradient sum of squared differences of the gradient's magnitude (Rhemann et al., 2009, without the smoothing)
 * @param f1 F measure of the edge within 1 px
 * @param f2 within 2 px
 * @param distance mean distance of the two edges in pixels, each pixel's at most {@link #FARTHEST} times the scale
 * @param near the same three, of those parts of both edges that lie within a cell and a half of the other's or the network's: what edge
 *     refinement can be blamed for
 */
record MatteScores(double sad, double mse, double gradient, double f1, double f2, double distance, Edge near) {
    record Edge(double f1, double f2, double distance) {}

    private static final int FARTHEST = 30;

    /**
     * @param network the label map's answer
     * @param cell of the network, in pixels
     * @param scale the frame's width over 1024, about
     */
    static MatteScores of(float[] matte, float[] truth, boolean[] network, int width, double cell, int scale) {
        double sad = 0;
        double mse = 0;
        for (int i = 0; i < matte.length; i++) {
            double difference = matte[i] - truth[i];
            sad += Math.abs(difference);
            mse += difference * difference;
        }
        boolean[] mine = edge(matte, width);
        boolean[] real = edge(truth, width);
        float[] toMine = distances(mine, width);
        float[] toReal = distances(real, width);
        float[] toNetwork = distances(Sharpness.edge(network, width), width);
        boolean[] nearMine = within(mine, toReal, 1.5 * cell);
        boolean[] nearReal = within(real, toNetwork, 1.5 * cell);
        return new MatteScores(
                sad / 1000,
                1000 * mse / matte.length,
                gradient(matte, truth, width),
                f(mine, toReal, real, toMine, 1),
                f(mine, toReal, real, toMine, 2),
                distance(mine, toReal, real, toMine, FARTHEST * scale),
                new Edge(
                        f(nearMine, toReal, nearReal, toMine, 1),
                        f(nearMine, toReal, nearReal, toMine, 2),
                        distance(nearMine, toReal, nearReal, toMine, FARTHEST * scale)));
    }

    private static boolean[] edge(float[] plane, int width) {
        boolean[] inside = new boolean[plane.length];
        for (int i = 0; i < plane.length; i++) {
            inside[i] = plane[i] >= 0.5f;
        }
        return Sharpness.edge(inside, width);
    }

    private static boolean[] within(boolean[] edge, float[] distances, double most) {
        boolean[] near = new boolean[edge.length];
        for (int i = 0; i < edge.length; i++) {
            near[i] = edge[i] && distances[i] <= most;
        }
        return near;
    }

    private static double f(boolean[] mine, float[] toReal, boolean[] real, float[] toMine, int most) {
        double precision = share(mine, toReal, most);
        double recall = share(real, toMine, most);
        return 2 * precision * recall / Math.max(1e-9, precision + recall);
    }

    private static double share(boolean[] edge, float[] distances, int most) {
        int all = 0;
        int hit = 0;
        for (int i = 0; i < edge.length; i++) {
            all += edge[i] ? 1 : 0;
            hit += edge[i] && distances[i] <= most + 0.01f ? 1 : 0;
        }
        return all == 0 ? 0 : (double) hit / all;
    }

    private static double distance(boolean[] mine, float[] toReal, boolean[] real, float[] toMine, int farthest) {
        return (mean(mine, toReal, farthest) + mean(real, toMine, farthest)) / 2;
    }

    private static double mean(boolean[] edge, float[] distances, int farthest) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < edge.length; i++) {
            if (edge[i]) {
                sum += Math.min(farthest, distances[i]);
                count++;
            }
        }
        return count == 0 ? farthest : sum / count;
    }

    private static double gradient(float[] matte, float[] truth, int width) {
        double sum = 0;
        for (int i = width + 1; i < matte.length - width - 1; i++) {
            double difference = slope(matte, i, width) - slope(truth, i, width);
            sum += difference * difference;
        }
        return sum;
    }

    private static double slope(float[] plane, int i, int width) {
        return Math.hypot(plane[i + 1] - plane[i - 1], plane[i + width] - plane[i - width]) / 2;
    }

    /** By pixel, how far the next pixel of an edge is: a chamfer distance of weights 5, 7, 11 (Borgefors, 1986), within 2 %. */
    private static float[] distances(boolean[] edge, int width) {
        int height = edge.length / width;
        float[] distances = new float[edge.length];
        Arrays.fill(distances, 1e6f);
        int[][] steps = {{-1, 0}, {0, -1}, {-1, -1}, {1, -1}, {-2, -1}, {2, -1}, {-1, -2}, {1, -2}};
        float[] costs = {1, 1, 1.4f, 1.4f, 2.2f, 2.2f, 2.2f, 2.2f};
        for (int pass = 1; pass >= -1; pass -= 2) {
            for (int n = 0; n < edge.length; n++) {
                int i = pass > 0 ? n : edge.length - 1 - n;
                int x = i % width;
                int y = i / width;
                float least = edge[i] ? 0 : distances[i];
                for (int k = 0; k < costs.length && least > 0; k++) {
                    int u = x + pass * steps[k][0];
                    int v = y + pass * steps[k][1];
                    if (u >= 0 && u < width && v >= 0 && v < height) {
                        least = Math.min(least, distances[v * width + u] + costs[k]);
                    }
                }
                distances[i] = least;
            }
        }
        return distances;
    }
}

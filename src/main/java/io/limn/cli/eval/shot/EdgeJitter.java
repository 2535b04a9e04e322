package io.limn.cli.eval.shot;

import java.util.Arrays;

/**
 * Measures how far edges move that should stay on their object: each point of a region's contour is carried to the previous frame by the
 * true motion, and its distance from the contour there is counted, in pixels of a frame whose longer side has 1,024. Where the true contour,
 * carried the same way, doesn't meet the previous true contour either (a person turns, or emerges from behind something), edges have to
 * move and aren't counted.
 */
final class EdgeJitter {
    /** The motion of a contour's point is that of the region's nearest pixel within this distance, in pixels of the frame. */
    private static final int REACH = 8;

    /** Distances are capped at this, in pixels of the frame. */
    private static final int FARTHEST = 40;

    private static final int LONGER_SIDE = 1024;

    /** Above this distance, in pixels of the frame, a true edge counts as moving relative to its object. */
    private static final float MOVES = 0.75f;

    private final Quantile distances = new Quantile(0.02f, 16384);

    /**
     * @param region whether each pixel is in the region, by the truth
     * @param regionBefore as {@code region}, of the previous frame
     * @param before the contour in the previous frame
     */
    void add(Contour now, boolean[] region, Contour before, boolean[] regionBefore, TruthFrame truth) {
        int width = truth.width();
        int height = truth.height();
        float scale = (float) LONGER_SIDE / Math.max(width, height);
        boolean[] moving = moving(region, regionBefore, truth);
        for (float[] point : now.points()) {
            int at = Math.round(point[1]) * width + Math.round(point[0]);
            float distance = moving[at] ? -1 : distance(point, region, before, truth);
            if (distance >= 0) {
                distances.add(scale * distance);
            }
        }
    }

    /** Pixels near a true edge that moves relative to its object. */
    private static boolean[] moving(boolean[] region, boolean[] regionBefore, TruthFrame truth) {
        int width = truth.width();
        int height = truth.height();
        Contour before = Contour.of(regionBefore, width, height);
        boolean[] moving = new boolean[region.length];
        for (float[] point : Contour.of(region, width, height).points()) {
            if (Math.abs(distance(point, region, before, truth)) > MOVES) {
                int x = Math.round(point[0]);
                int y = Math.round(point[1]);
                for (int j = Math.max(0, y - REACH); j <= Math.min(height - 1, y + REACH); j++) {
                    Arrays.fill(
                            moving,
                            j * width + Math.max(0, x - REACH),
                            j * width + Math.min(width - 1, x + REACH) + 1,
                            true);
                }
            }
        }
        return moving;
    }

    /** A point's distance from the contour of the previous frame, in pixels of the frame; -1 if its motion is unknown. */
    private static float distance(float[] point, boolean[] region, Contour before, TruthFrame truth) {
        TrueMotion motion = truth.motion();
        int width = truth.width();
        int from = nearest(region, Math.round(point[0]), Math.round(point[1]), width, truth.height());
        if (from < 0 || !motion.seen()[from]) {
            return -1;
        }
        float x = point[0] + motion.x()[from] - from % width;
        float y = point[1] + motion.y()[from] - from / width;
        boolean inside = x >= 0 && y >= 0 && x <= width - 1 && y <= truth.height() - 1;
        return inside ? before.distance(x, y, FARTHEST) : -1;
    }

    private static int nearest(boolean[] region, int x, int y, int width, int height) {
        int best = -1;
        int least = REACH * REACH + 1;
        for (int j = Math.max(0, y - REACH); j <= Math.min(height - 1, y + REACH); j++) {
            for (int i = Math.max(0, x - REACH); i <= Math.min(width - 1, x + REACH); i++) {
                int squared = (i - x) * (i - x) + (j - y) * (j - y);
                if (squared < least && region[j * width + i]) {
                    least = squared;
                    best = j * width + i;
                }
            }
        }
        return best;
    }

    /** The 95th percentile of the distances, in pixels of a frame whose longer side has 1,024. */
    double pixels() {
        return distances.at(0.95);
    }
}

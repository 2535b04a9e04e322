package io.limn.cli.eval.shot;

/**
 * How far edges move that should not: each point of a region's contour is carried to the frame before by the true motion, and its distance
 * from the contour there is counted, in pixels of a frame whose longer side has 1,024.
 */
final class EdgeJitter {
    /** The motion of a contour's point is that of the region's nearest pixel within so many. */
    private static final int REACH = 8;

    /** Larger distances count as this, in pixels of the frame. */
    private static final int FARTHEST = 40;

    private static final int LONGER_SIDE = 1024;

    private final Quantile distances = new Quantile(0.02f, 16384);

    /**
     * @param region by pixel, whether the truth has it there
     * @param before the contour of the frame before
     */
    void add(Contour now, boolean[] region, Contour before, TruthFrame truth) {
        float scale = (float) LONGER_SIDE / Math.max(truth.width(), truth.height());
        TrueMotion motion = truth.motion();
        for (float[] point : now.points()) {
            int from = nearest(region, Math.round(point[0]), Math.round(point[1]), truth.width(), truth.height());
            if (from < 0 || !motion.seen()[from]) {
                continue;
            }
            float x = point[0] + motion.x()[from] - from % truth.width();
            float y = point[1] + motion.y()[from] - from / truth.width();
            if (x >= 0 && y >= 0 && x <= truth.width() - 1 && y <= truth.height() - 1) {
                distances.add(scale * before.distance(x, y, FARTHEST));
            }
        }
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

    /** The 95th percentile. */
    double pixels() {
        return distances.at(0.95);
    }
}

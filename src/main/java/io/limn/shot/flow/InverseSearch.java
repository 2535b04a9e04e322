package io.limn.shot.flow;

/**
 * Dense optical flow by dense inverse search (Kroeger et al., "Fast Optical Flow using Dense Inverse Search", 2016), without its
 * variational refinement: patches are aligned from the coarsest to the finest level by inverse Lucas-Kanade steps, and each pixel takes
 * the mean of the patches over it, weighted by how well they fit.
 *
 * <p>A patch starts from the coarser level's motion, or from that of the patch to its left or above, whichever fits better.
 *
 * <p>Patches are compared without their mean, so that a change of brightness is not taken for movement.
 */
public final class InverseSearch {
    private static final int PATCH = 8;
    private static final int STRIDE = 3;
    private static final int STEPS = 12;
    private static final int SMALLEST_SIDE = 20;
    private static final int MOST_LEVELS = 6;

    /** A step shorter than this, in pixels, ends a patch's search. */
    private static final float SETTLED = 0.02f;

    private InverseSearch() {}

    /** The flow from one picture to another of the same size. */
    public static Flow between(Luma from, Luma to) {
        return between(from, to, StaticMask.NONE);
    }

    /** As {@link #between(Luma, Luma)}, but 0 where the pictures stand still. */
    public static Flow between(Luma from, Luma to, StaticMask still) {
        if (from.width() != to.width() || from.height() != to.height()) {
            throw new IllegalArgumentException("flow is between pictures of one size");
        }
        return level(from, to, still, 1);
    }

    private static Flow level(Luma from, Luma to, StaticMask still, int depth) {
        boolean last = depth == MOST_LEVELS || Math.min(from.width(), from.height()) < 2 * SMALLEST_SIDE;
        Flow coarse = last ? null : level(from.half(), to.half(), still.half(), depth + 1);
        return new Level(from, to, still).flow(coarse);
    }

    /** One level's patches. */
    private static final class Level {
        private final Luma from;
        private final Luma to;
        private final StaticMask still;
        private final int width;
        private final int height;
        private final float[] gradientX;
        private final float[] gradientY;
        private final float[] sumX;
        private final float[] sumY;
        private final float[] weights;
        private final float[] patch = new float[PATCH * PATCH];
        private final float[] found = new float[PATCH * PATCH];
        private int columns;
        private float[] foundU;
        private float[] foundV;
        private float u;
        private float v;

        Level(Luma from, Luma to, StaticMask still) {
            this.still = still;
            this.from = from;
            this.to = to;
            width = from.width();
            height = from.height();
            gradientX = new float[width * height];
            gradientY = new float[width * height];
            sumX = new float[width * height];
            sumY = new float[width * height];
            weights = new float[width * height];
            gradients();
        }

        private void gradients() {
            float[] values = from.values();
            for (int y = 0, at = 0; y < height; y++) {
                int up = y > 0 ? width : 0;
                int downward = y < height - 1 ? width : 0;
                for (int x = 0; x < width; x++, at++) {
                    int left = x > 0 ? 1 : 0;
                    int rightward = x < width - 1 ? 1 : 0;
                    gradientX[at] = (values[at + rightward] - values[at - left]) / Math.max(1, left + rightward);
                    gradientY[at] = (values[at + downward] - values[at - up])
                            / Math.max(1, (up > 0 ? 1 : 0) + (downward > 0 ? 1 : 0));
                }
            }
        }

        Flow flow(Flow coarse) {
            int lastX = Math.max(0, width - PATCH);
            int lastY = Math.max(0, height - PATCH);
            columns = (lastX + STRIDE - 1) / STRIDE + 1;
            foundU = new float[columns * ((lastY + STRIDE - 1) / STRIDE + 1)];
            foundV = new float[foundU.length];
            for (int y = 0; ; y = Math.min(lastY, y + STRIDE)) {
                for (int x = 0; ; x = Math.min(lastX, x + STRIDE)) {
                    if (still.all(x, y, Math.min(PATCH, width), Math.min(PATCH, height))) {
                        stay(x, y);
                    } else {
                        align(x, y, coarse);
                        add(x, y);
                        int at = index(x, y);
                        foundU[at] = u;
                        foundV[at] = v;
                    }
                    if (x == lastX) {
                        break;
                    }
                }
                if (y == lastY) {
                    break;
                }
            }
            for (int i = 0; i < weights.length; i++) {
                sumX[i] = still.at(i) ? 0 : sumX[i] / weights[i];
                sumY[i] = still.at(i) ? 0 : sumY[i] / weights[i];
            }
            return new Flow(width, height, sumX, sumY);
        }

        private void align(int left, int top, Flow coarse) {
            int w = Math.min(PATCH, width);
            int h = Math.min(PATCH, height);
            start(left, top, coarse);
            propagate(left, top, w, h);
            float startU = u;
            float startV = v;
            int count = w * h;
            float meanX = 0;
            float meanY = 0;
            for (int j = 0; j < h; j++) {
                for (int i = 0; i < w; i++) {
                    int at = (top + j) * width + left + i;
                    meanX += gradientX[at];
                    meanY += gradientY[at];
                }
            }
            meanX /= count;
            meanY /= count;
            float xx = 0;
            float xy = 0;
            float yy = 0;
            for (int j = 0; j < h; j++) {
                for (int i = 0; i < w; i++) {
                    int at = (top + j) * width + left + i;
                    float gx = gradientX[at] - meanX;
                    float gy = gradientY[at] - meanY;
                    xx += gx * gx;
                    xy += gx * gy;
                    yy += gy * gy;
                }
            }
            // Damping keeps patches without texture at the position of the coarser level.
            xx += count * 0.5f;
            yy += count * 0.5f;
            float determinant = xx * yy - xy * xy;
            float best = difference(left, top, w, h);
            float bestU = u;
            float bestV = v;
            for (int step = 0; step < STEPS; step++) {
                float bx = 0;
                float by = 0;
                for (int j = 0; j < h; j++) {
                    for (int i = 0; i < w; i++) {
                        int at = (top + j) * width + left + i;
                        float error = patch[j * PATCH + i];
                        bx += (gradientX[at] - meanX) * error;
                        by += (gradientY[at] - meanY) * error;
                    }
                }
                float du = (yy * bx - xy * by) / determinant;
                float dv = (xx * by - xy * bx) / determinant;
                u -= du;
                v -= dv;
                float now = difference(left, top, w, h);
                boolean better = now < best;
                if (better) {
                    best = now;
                    bestU = u;
                    bestV = v;
                }
                if (!better || du * du + dv * dv < SETTLED * SETTLED) {
                    break;
                }
            }
            boolean lost = Math.abs(bestU - startU) > PATCH || Math.abs(bestV - startV) > PATCH;
            float endU = lost ? startU : bestU;
            float endV = lost ? startV : bestV;
            if (u != endU || v != endV) {
                u = endU;
                v = endV;
                difference(left, top, w, h);
            }
        }

        private int index(int left, int top) {
            return (top + STRIDE - 1) / STRIDE * columns + (left + STRIDE - 1) / STRIDE;
        }

        /** Starts from where the patch to the left or above was found, if this one fits better there. */
        private void propagate(int left, int top, int w, int h) {
            float bestU = u;
            float bestV = v;
            float best = difference(left, top, w, h);
            int at = index(left, top);
            for (int neighbour : new int[] {left > 0 ? at - 1 : -1, top > 0 ? at - columns : -1}) {
                if (neighbour < 0 || foundU[neighbour] == bestU && foundV[neighbour] == bestV) {
                    continue;
                }
                u = foundU[neighbour];
                v = foundV[neighbour];
                float now = difference(left, top, w, h);
                if (now < best) {
                    best = now;
                    bestU = u;
                    bestV = v;
                }
            }
            u = bestU;
            v = bestV;
        }

        private void start(int left, int top, Flow coarse) {
            if (coarse == null) {
                u = 0;
                v = 0;
                return;
            }
            int x = Math.min(coarse.width() - 1, (left + PATCH / 2) / 2);
            int y = Math.min(coarse.height() - 1, (top + PATCH / 2) / 2);
            u = 2 * coarse.right()[y * coarse.width() + x];
            v = 2 * coarse.down()[y * coarse.width() + x];
        }

        /** Fills {@link #patch} with the difference from the other picture less its mean; returns the sum of squares. */
        private float difference(int left, int top, int w, int h) {
            float mean = seek(left, top, w, h) / (w * h);
            float sum = 0;
            for (int j = 0; j < h; j++) {
                for (int i = 0; i < w; i++) {
                    float error = found[j * PATCH + i] - mean;
                    patch[j * PATCH + i] = error;
                    sum += error * error;
                }
            }
            return sum;
        }

        /** Fills {@link #found} with the difference at each pixel; returns its sum. */
        private float seek(int left, int top, int w, int h) {
            float x = left + u;
            float y = top + v;
            int x0 = (int) Math.floor(x);
            int y0 = (int) Math.floor(y);
            return x0 >= 0 && y0 >= 0 && x0 + w < width && y0 + h < height
                    ? inside(left, top, w, h, y0 * width + x0, x - x0, y - y0)
                    : atEdge(left, top, w, h);
        }

        /** All pixels of a patch have the same subpixel offset in the other picture and so the same four weights. */
        private float inside(int left, int top, int w, int h, int at, float fx, float fy) {
            float[] there = to.values();
            float[] here = from.values();
            float a = (1 - fx) * (1 - fy);
            float b = fx * (1 - fy);
            float c = (1 - fx) * fy;
            float d = fx * fy;
            float sum = 0;
            for (int j = 0; j < h; j++) {
                int row = at + j * width;
                int own = (top + j) * width + left;
                for (int i = 0; i < w; i++) {
                    int k = row + i;
                    float value = a * there[k] + b * there[k + 1] + c * there[k + width] + d * there[k + width + 1];
                    float off = value - here[own + i];
                    found[j * PATCH + i] = off;
                    sum += off;
                }
            }
            return sum;
        }

        private float atEdge(int left, int top, int w, int h) {
            float sum = 0;
            for (int j = 0; j < h; j++) {
                for (int i = 0; i < w; i++) {
                    float value = to.at(left + i + u, top + j + v);
                    found[j * PATCH + i] = value - from.values()[(top + j) * width + left + i];
                    sum += found[j * PATCH + i];
                }
            }
            return sum;
        }

        private void stay(int left, int top) {
            for (int y = top; y < Math.min(height, top + PATCH); y++) {
                for (int x = left; x < Math.min(width, left + PATCH); x++) {
                    weights[y * width + x]++;
                }
            }
        }

        private void add(int left, int top) {
            int w = Math.min(PATCH, width);
            int h = Math.min(PATCH, height);
            for (int j = 0; j < h; j++) {
                for (int i = 0; i < w; i++) {
                    int at = (top + j) * width + left + i;
                    float weight = 1 / Math.max(1, Math.abs(patch[j * PATCH + i]));
                    sumX[at] += weight * u;
                    sumY[at] += weight * v;
                    weights[at] += weight;
                }
            }
        }
    }
}

package io.limn.shot.flow;

/**
 * Where each pixel of one picture lies in another: pixel (x, y) of the first is at {@code (x + right, y + down)} of the second.
 *
 * @param right {@code height*width}, in pixels of this grid
 * @param down {@code height*width}, in pixels of this grid
 */
public record Flow(int width, int height, float[] right, float[] down) {
    /**
     * Forward-backward error, in pixels of this grid, at which trust has fallen to 1/e. It is generous: a label carried slightly off its
     * place is filter than one found anew.
     */
    private static final float FAR_BACK = 3;

    /** A difference of brightness, of 255 levels, that is no longer noise. */
    private static final float OTHER_BRIGHTNESS = 20;

    private static final int REACH = 2;

    /** The index of the nearest pixel. */
    private int nearest(float x, float y) {
        int column = Math.max(0, Math.min(width - 1, Math.round(x)));
        int row = Math.max(0, Math.min(height - 1, Math.round(y)));
        return row * width + column;
    }

    /** The weight of a neighbourhood's mean change of brightness against the differences within it. */
    private static final float CHANGE_OF_LIGHT = 0.5f;

    /**
     * How far the flow can be trusted at each pixel, 0..1: by the forward-backward error and by the difference of brightness around the
     * pixel. A change of brightness of the whole frame doesn't count.
     *
     * @param from the picture that this flow starts from
     * @param to the picture that it leads to
     * @param back the flow from {@code to} to {@code from}
     */
    public float[] trust(Luma from, Luma to, Flow back) {
        return trust(from, to, back, StaticMask.NONE);
    }

    /** As {@link #trust(Luma, Luma, Flow)}, but 1 where the pictures stand still. */
    public float[] trust(Luma from, Luma to, Flow back, StaticMask still) {
        float[] trust = new float[width * height];
        float[] difference = new float[width * height];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                if (still.at(at)) {
                    difference[at] = to.values()[at] - from.values()[at];
                    trust[at] = 1;
                    continue;
                }
                float u = x + right[at];
                float v = y + down[at];
                if (u < -0.5f || v < -0.5f || u > width - 0.5f || v > height - 0.5f) {
                    difference[at] = 0;
                    continue;
                }
                difference[at] = to.at(u, v) - from.values()[at];
                int there = back.nearest(u, v);
                float gapX = right[at] + back.right[there];
                float gapY = down[at] + back.down[there];
                float allowed = FAR_BACK + 0.05f * (Math.abs(right[at]) + Math.abs(down[at]));
                trust[at] = gaussian((gapX * gapX + gapY * gapY) / (allowed * allowed));
            }
        }
        float light = still.isMost() ? 0 : median(difference, trust);
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                if (trust[at] > 0 && !still.at(at)) {
                    float off = unlike(difference, x, y, light) / OTHER_BRIGHTNESS;
                    trust[at] *= gaussian(off * off);
                }
            }
        }
        return trust;
    }

    private static float median(float[] difference, float[] trust) {
        float[] sorted = new float[difference.length];
        int count = 0;
        for (int i = 0; i < difference.length; i++) {
            if (trust[i] > 0) {
                sorted[count++] = difference[i];
            }
        }
        return Median.of(sorted, count);
    }

    /** Mean absolute deviation from the neighbourhood's mean difference, plus a share of that mean's distance from the whole frame's. */
    private float unlike(float[] difference, int x, int y, float light) {
        int left = Math.max(0, x - REACH);
        int end = Math.min(width - 1, x + REACH);
        int top = Math.max(0, y - REACH);
        int bottom = Math.min(height - 1, y + REACH);
        float mean = 0;
        for (int j = top; j <= bottom; j++) {
            for (int i = left; i <= end; i++) {
                mean += difference[j * width + i];
            }
        }
        int count = (end - left + 1) * (bottom - top + 1);
        mean /= count;
        float sum = 0;
        for (int j = top; j <= bottom; j++) {
            for (int i = left; i <= end; i++) {
                sum += Math.abs(difference[j * width + i] - mean);
            }
        }
        return sum / count + CHANGE_OF_LIGHT * Math.abs(mean - light);
    }

    private static float gaussian(float squared) {
        return squared > 8 ? 0 : (float) Math.exp(-squared);
    }
}

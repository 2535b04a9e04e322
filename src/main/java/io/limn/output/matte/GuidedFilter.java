package io.limn.output.matte;

import java.util.Arrays;

/**
 * The guided filter with a colour guide (He, Sun and Tang, 2010 and 2013) on a rectangle: fits a plane as a linear function of colour in
 * every window, and averages the functions that cover a pixel. Linear in the plane, so planes that sum to 1 still do afterwards. Not
 * safe for use by several threads.
 */
final class GuidedFilter {
    private static final int CHANNELS = 3;
    private static final float SCALE = 1 / 255f;

    private final BoxMean box;
    private final float[][] guide;
    private final float[][] mean;
    /** The inverse covariance of colour: 00, 01, 02, 11, 12, 22. */
    private final float[][] inverse;

    private final float[][] slope;
    private final float[] offset;
    private final float[] product;
    private int width;
    private int height;
    private int radius;
    private int fitted;

    /** @param capacity pixels of the largest rectangle */
    GuidedFilter(int capacity) {
        box = new BoxMean(capacity);
        guide = new float[CHANNELS][capacity];
        mean = new float[CHANNELS][capacity];
        inverse = new float[2 * CHANNELS][capacity];
        slope = new float[CHANNELS][capacity];
        offset = new float[capacity];
        product = new float[capacity];
    }

    /**
     * @param level the guide
     * @param epsilon added to the variances of colour, of 0..1
     */
    void guide(Level level, Window window, int windowRadius, float epsilon) {
        width = window.width();
        height = window.height();
        radius = windowRadius;
        int pixels = width * height;
        for (int y = 0, at = 0; y < height; y++) {
            int from = ((window.top() + y) * level.width() + window.left()) * CHANNELS;
            for (int x = 0; x < width; x++, at++, from += CHANNELS) {
                guide[0][at] = (level.bgr()[from] & 0xFF) * SCALE;
                guide[1][at] = (level.bgr()[from + 1] & 0xFF) * SCALE;
                guide[2][at] = (level.bgr()[from + 2] & 0xFF) * SCALE;
            }
        }
        for (int channel = 0; channel < CHANNELS; channel++) {
            box.mean(guide[channel], mean[channel], width, height, radius);
        }
        int pair = 0;
        for (int i = 0; i < CHANNELS; i++) {
            for (int j = i; j < CHANNELS; j++, pair++) {
                covariance(guide[i], mean[i], guide[j], mean[j], inverse[pair], pixels, i == j ? epsilon : 0);
            }
        }
        invert(pixels);
    }

    private void covariance(float[] a, float[] meanA, float[] b, float[] meanB, float[] into, int pixels, float added) {
        for (int i = 0; i < pixels; i++) {
            product[i] = a[i] * b[i];
        }
        box.mean(product, into, width, height, radius);
        for (int i = 0; i < pixels; i++) {
            into[i] += added - meanA[i] * meanB[i];
        }
    }

    private void invert(int pixels) {
        for (int i = 0; i < pixels; i++) {
            float c00 = inverse[0][i];
            float c01 = inverse[1][i];
            float c02 = inverse[2][i];
            float c11 = inverse[3][i];
            float c12 = inverse[4][i];
            float c22 = inverse[5][i];
            float i00 = c11 * c22 - c12 * c12;
            float i01 = c02 * c12 - c01 * c22;
            float i02 = c01 * c12 - c02 * c11;
            float share = 1 / (c00 * i00 + c01 * i01 + c02 * i02);
            inverse[0][i] = i00 * share;
            inverse[1][i] = i01 * share;
            inverse[2][i] = i02 * share;
            inverse[3][i] = (c00 * c22 - c02 * c02) * share;
            inverse[4][i] = (c01 * c02 - c00 * c12) * share;
            inverse[5][i] = (c00 * c11 - c01 * c01) * share;
        }
    }

    /**
     * Fits a plane to a part of the guide.
     *
     * @param part within the guide's rectangle, relative to it
     * @param plane of the part's size; destroyed
     */
    void fit(Window part, float[] plane) {
        int w = part.width();
        int h = part.height();
        fitted = w * h;
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0, i = 0; y < h; y++) {
                int at = (part.top() + y) * width + part.left();
                for (int x = 0; x < w; x++) {
                    product[i + x] = guide[channel][at + x] * plane[i + x];
                }
                i += w;
            }
            box.mean(product, slope[channel], w, h, radius);
        }
        box.mean(plane, plane, w, h, radius);
        for (int y = 0; y < h; y++) {
            solve((part.top() + y) * width + part.left(), plane, y * w, w);
        }
        for (int channel = 0; channel < CHANNELS; channel++) {
            box.mean(slope[channel], slope[channel], w, h, radius);
        }
        box.mean(offset, offset, w, h, radius);
    }

    /** A row: from the means of the products and of the plane to slopes and offset. */
    private void solve(int guideAt, float[] plane, int at, int count) {
        for (int x = 0; x < count; x++) {
            int g = guideAt + x;
            int i = at + x;
            float p = plane[i];
            float m0 = mean[0][g];
            float m1 = mean[1][g];
            float m2 = mean[2][g];
            float v0 = slope[0][i] - m0 * p;
            float v1 = slope[1][i] - m1 * p;
            float v2 = slope[2][i] - m2 * p;
            float a0 = inverse[0][g] * v0 + inverse[1][g] * v1 + inverse[2][g] * v2;
            float a1 = inverse[1][g] * v0 + inverse[3][g] * v1 + inverse[4][g] * v2;
            float a2 = inverse[2][g] * v0 + inverse[4][g] * v1 + inverse[5][g] * v2;
            slope[0][i] = a0;
            slope[1][i] = a1;
            slope[2][i] = a2;
            offset[i] = p - a0 * m0 - a1 * m1 - a2 * m2;
        }
    }

    /** What the last fit gives a blue, green and red of 0..1, by pixel: three slopes. */
    float[][] slope() {
        return slope;
    }

    /** What is added to the slopes' sum, by pixel. */
    float[] offset() {
        return offset;
    }

    /** Copies of slopes and offset. */
    float[][] coefficients() {
        return new float[][] {
            Arrays.copyOf(slope[0], fitted),
            Arrays.copyOf(slope[1], fitted),
            Arrays.copyOf(slope[2], fitted),
            Arrays.copyOf(offset, fitted)
        };
    }
}

package io.limn.output.matte;

import java.util.Arrays;

/**
 * The guided filter with a colour guide (He, Sun and Tang, 2010 and 2013) on a rectangle: fits a plane as a linear function of colour in
 * every window, and averages the functions that cover a pixel. Sums over windows come from summed-area tables; if a window of the plane
 * is 0 or 1 throughout, nothing is solved. The filter is linear in the plane, so planes that sum to 1 still do afterwards. Not thread-safe.
 */
final class GuidedFilter {
    /** Values per pixel in {@link #coefficients}: slopes for blue, green and red of 0..255, and the offset. */
    static final int COEFFICIENTS = 4;

    private static final int CHANNELS = 3;
    /** Sums per pixel: blue, green, red, and their products 00, 01, 02, 11, 12, 22. */
    private static final int SUMS = 9;
    /** The largest radius whose sums fit into 31 bits. */
    private static final int MOST_RADIUS = 8;
    /** The plane's 1 in fixed point. */
    private static final int ONE = 1 << 14;

    private static final float SURE = 0.004f;
    /** A coefficient's 1 in fixed point. Slopes stay far below 1 because of the regularisation. */
    private static final float SLOPE = 1 << 20;

    /** The same of an offset, by radius: with more, sums over large windows would overflow where a faint edge has steep slopes. */
    private static final float OFFSET = 1 << 16;

    private static final float LARGE_OFFSET = 1 << 13;
    private static final int LARGE_RADIUS = 4;

    /** Summed-area table of the guide, with a row and a column of zeros before it. Sums may overflow; differences are still exact. */
    private final int[] guide;
    /** Summed-area tables of the plane, and of the plane times blue, green and red. */
    private final int[] products;

    /** Summed-area table of the coefficients in fixed point, so that the mean of zeros is exactly 0. */
    private final int[] table;

    /** For each pixel of the guide: mean colour and inverse covariance (00, 01, 02, 11, 12, 22), computed on first use. */
    private final float[] inverse;

    private final boolean[] inverted;
    private final int[] fitted;
    private final byte[] bgr;
    private int width;
    private int height;
    private int radius;
    private float epsilon;
    private float offset;

    /** A filter for rectangles of at most this many columns and rows. */
    GuidedFilter(int columns, int rows) {
        int pixels = columns * rows;
        int corners = (columns + 1) * (rows + 1);
        guide = new int[SUMS * corners];
        products = new int[COEFFICIENTS * corners];
        table = new int[COEFFICIENTS * corners];
        inverse = new float[SUMS * pixels];
        inverted = new boolean[pixels];
        fitted = new int[COEFFICIENTS * pixels];
        bgr = new byte[CHANNELS * pixels];
    }

    /**
     * Sets the guide.
     *
     * @param level the guide
     * @param windowRadius in pixels of the level, at most 8
     * @param added the regularisation: added to the variances of colours scaled to 0..1
     */
    void guide(Level level, Window window, int windowRadius, float added) {
        if (windowRadius > MOST_RADIUS) {
            throw new IllegalArgumentException("radius " + windowRadius + " is above " + MOST_RADIUS);
        }
        width = window.width();
        height = window.height();
        radius = windowRadius;
        epsilon = added * 255 * 255;
        offset = radius > LARGE_RADIUS ? LARGE_OFFSET : OFFSET;
        Arrays.fill(inverted, 0, width * height, false);
        int line = SUMS * (width + 1);
        Arrays.fill(guide, 0, line, 0);
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    level.bgr(),
                    ((window.top() + y) * level.width() + window.left()) * CHANNELS,
                    bgr,
                    y * width * CHANNELS,
                    width * CHANNELS);
            Arrays.fill(guide, (y + 1) * line, (y + 1) * line + SUMS, 0);
            sumRow(y, (y + 1) * line + SUMS, line);
        }
    }

    private void sumRow(int y, int start, int line) {
        int s0 = 0;
        int s1 = 0;
        int s2 = 0;
        int s00 = 0;
        int s01 = 0;
        int s02 = 0;
        int s11 = 0;
        int s12 = 0;
        int s22 = 0;
        int from = y * width * CHANNELS;
        for (int at = start, end = start + SUMS * width; at < end; at += SUMS, from += CHANNELS) {
            int c0 = bgr[from] & 0xFF;
            int c1 = bgr[from + 1] & 0xFF;
            int c2 = bgr[from + 2] & 0xFF;
            int above = at - line;
            guide[at] = guide[above] + (s0 += c0);
            guide[at + 1] = guide[above + 1] + (s1 += c1);
            guide[at + 2] = guide[above + 2] + (s2 += c2);
            guide[at + 3] = guide[above + 3] + (s00 += c0 * c0);
            guide[at + 4] = guide[above + 4] + (s01 += c0 * c1);
            guide[at + 5] = guide[above + 5] + (s02 += c0 * c2);
            guide[at + 6] = guide[above + 6] + (s11 += c1 * c1);
            guide[at + 7] = guide[above + 7] + (s12 += c1 * c2);
            guide[at + 8] = guide[above + 8] + (s22 += c2 * c2);
        }
    }

    /**
     * Fits a plane to a part of the guide.
     *
     * @param part within the guide's rectangle, relative to it; around it the plane is 0
     * @param plane of the part's size, 0..1
     */
    void fit(Window part, float[] plane) {
        sumProducts(part, plane);
        int line = COEFFICIENTS * (part.width() + 1);
        Arrays.fill(fitted, 0, COEFFICIENTS * part.width() * part.height(), 0);
        for (int y = 0; y < part.height(); y++) {
            int low = Math.max(0, y - radius) * line;
            int high = Math.min(part.height(), y + radius + 1) * line;
            int rows = rows(part.top() + y);
            for (int x = 0; x < part.width(); x++) {
                int left = COEFFICIENTS * Math.max(0, x - radius);
                int right = COEFFICIENTS * Math.min(part.width(), x + radius + 1);
                int sum = box(products, low, high, left, right);
                if (sum == 0) {
                    continue;
                }
                int area = rows * columns(part.left() + x);
                int to = COEFFICIENTS * (y * part.width() + x);
                if (sum == area * ONE) {
                    fitted[to + 3] = (int) offset;
                    continue;
                }
                solve(
                        part.left() + x,
                        part.top() + y,
                        area,
                        sum,
                        box(products, low + 1, high + 1, left, right),
                        box(products, low + 2, high + 2, left, right),
                        box(products, low + 3, high + 3, left, right),
                        to);
            }
        }
        sumFitted(part.width(), part.height());
    }

    private int columns(int x) {
        return Math.min(width, x + radius + 1) - Math.max(0, x - radius);
    }

    private int rows(int y) {
        return Math.min(height, y + radius + 1) - Math.max(0, y - radius);
    }

    private static int box(int[] table, int low, int high, int left, int right) {
        return table[high + right] - table[high + left] - table[low + right] + table[low + left];
    }

    private void sumProducts(Window part, float[] plane) {
        int line = COEFFICIENTS * (part.width() + 1);
        Arrays.fill(products, 0, line, 0);
        for (int y = 0, i = 0; y < part.height(); y++) {
            int at = (y + 1) * line;
            Arrays.fill(products, at, at + COEFFICIENTS, 0);
            int from = ((part.top() + y) * width + part.left()) * CHANNELS;
            int s = 0;
            int s0 = 0;
            int s1 = 0;
            int s2 = 0;
            for (int x = 0; x < part.width(); x++, i++, from += CHANNELS) {
                at += COEFFICIENTS;
                float p = plane[i];
                if (p > SURE) {
                    int value = p < 1 - SURE ? (int) (p * ONE + 0.5f) : ONE;
                    s += value;
                    s0 += value * (bgr[from] & 0xFF);
                    s1 += value * (bgr[from + 1] & 0xFF);
                    s2 += value * (bgr[from + 2] & 0xFF);
                }
                products[at] = products[at - line] + s;
                products[at + 1] = products[at - line + 1] + s0;
                products[at + 2] = products[at - line + 2] + s1;
                products[at + 3] = products[at - line + 3] + s2;
            }
        }
    }

    private void solve(int x, int y, int area, int sum, int sum0, int sum1, int sum2, int to) {
        int pixel = y * width + x;
        if (!inverted[pixel]) {
            invert(x, y, area, SUMS * pixel);
            inverted[pixel] = true;
        }
        int g = SUMS * pixel;
        float share = 1f / ONE / area;
        float p = sum * share;
        float m0 = inverse[g];
        float m1 = inverse[g + 1];
        float m2 = inverse[g + 2];
        float v0 = sum0 * share - m0 * p;
        float v1 = sum1 * share - m1 * p;
        float v2 = sum2 * share - m2 * p;
        float a0 = inverse[g + 3] * v0 + inverse[g + 4] * v1 + inverse[g + 5] * v2;
        float a1 = inverse[g + 4] * v0 + inverse[g + 6] * v1 + inverse[g + 7] * v2;
        float a2 = inverse[g + 5] * v0 + inverse[g + 7] * v1 + inverse[g + 8] * v2;
        fitted[to] = Math.round(a0 * SLOPE);
        fitted[to + 1] = Math.round(a1 * SLOPE);
        fitted[to + 2] = Math.round(a2 * SLOPE);
        fitted[to + 3] = Math.round((p - a0 * m0 - a1 * m1 - a2 * m2) * offset);
    }

    /** In double precision: across a strong edge without colour the determinant is the small difference of large products. */
    private void invert(int x, int y, int area, int to) {
        int line = SUMS * (width + 1);
        int low = Math.max(0, y - radius) * line;
        int high = Math.min(height, y + radius + 1) * line;
        int left = SUMS * Math.max(0, x - radius);
        int right = SUMS * Math.min(width, x + radius + 1);
        double share = 1.0 / area;
        double m0 = box(guide, low, high, left, right) * share;
        double m1 = box(guide, low + 1, high + 1, left, right) * share;
        double m2 = box(guide, low + 2, high + 2, left, right) * share;
        double c00 = box(guide, low + 3, high + 3, left, right) * share - m0 * m0 + epsilon;
        double c01 = box(guide, low + 4, high + 4, left, right) * share - m0 * m1;
        double c02 = box(guide, low + 5, high + 5, left, right) * share - m0 * m2;
        double c11 = box(guide, low + 6, high + 6, left, right) * share - m1 * m1 + epsilon;
        double c12 = box(guide, low + 7, high + 7, left, right) * share - m1 * m2;
        double c22 = box(guide, low + 8, high + 8, left, right) * share - m2 * m2 + epsilon;
        double i00 = c11 * c22 - c12 * c12;
        double i01 = c02 * c12 - c01 * c22;
        double i02 = c01 * c12 - c02 * c11;
        double one = 1 / (c00 * i00 + c01 * i01 + c02 * i02);
        inverse[to] = (float) m0;
        inverse[to + 1] = (float) m1;
        inverse[to + 2] = (float) m2;
        inverse[to + 3] = (float) (i00 * one);
        inverse[to + 4] = (float) (i01 * one);
        inverse[to + 5] = (float) (i02 * one);
        inverse[to + 6] = (float) ((c00 * c22 - c02 * c02) * one);
        inverse[to + 7] = (float) ((c01 * c02 - c00 * c12) * one);
        inverse[to + 8] = (float) ((c00 * c11 - c01 * c01) * one);
    }

    private void sumFitted(int w, int h) {
        int line = COEFFICIENTS * (w + 1);
        Arrays.fill(table, 0, line, 0);
        for (int y = 0, i = 0; y < h; y++) {
            int at = (y + 1) * line;
            Arrays.fill(table, at, at + COEFFICIENTS, 0);
            int s0 = 0;
            int s1 = 0;
            int s2 = 0;
            int s3 = 0;
            for (int x = 0; x < w; x++, i += COEFFICIENTS) {
                at += COEFFICIENTS;
                table[at] = table[at - line] + (s0 += fitted[i]);
                table[at + 1] = table[at - line + 1] + (s1 += fitted[i + 1]);
                table[at + 2] = table[at - line + 2] + (s2 += fitted[i + 2]);
                table[at + 3] = table[at - line + 3] + (s3 += fitted[i + 3]);
            }
        }
    }

    /**
     * The coefficients of the last fit: at each pixel the plane is the sum of three slopes times blue, green and red of 0..255, plus an
     * offset.
     *
     * @param part that was fitted
     * @param inner a rectangle within the part, relative to it
     * @param into {@link #COEFFICIENTS} values per pixel, row-major
     */
    void coefficients(Window part, Window inner, float[] into) {
        int line = COEFFICIENTS * (part.width() + 1);
        int to = 0;
        for (int y = inner.top(); y < inner.bottom(); y++) {
            int low = Math.max(0, y - radius) * line;
            int high = Math.min(part.height(), y + radius + 1) * line;
            int rows = rows(part.top() + y);
            for (int x = inner.left(); x < inner.right(); x++, to += COEFFICIENTS) {
                int left = COEFFICIENTS * Math.max(0, x - radius);
                int right = COEFFICIENTS * Math.min(part.width(), x + radius + 1);
                float share = 1f / (rows * columns(part.left() + x));
                float slope = share / SLOPE;
                into[to] = box(table, low, high, left, right) * slope;
                into[to + 1] = box(table, low + 1, high + 1, left, right) * slope;
                into[to + 2] = box(table, low + 2, high + 2, left, right) * slope;
                into[to + 3] = box(table, low + 3, high + 3, left, right) * share / offset;
            }
        }
    }
}

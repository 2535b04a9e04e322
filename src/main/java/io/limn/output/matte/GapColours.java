package io.limn.output.matte;

/** The minimum and maximum blue, green and red of the pixels in a gap, computed on first use. Not thread-safe. */
final class GapColours {
    private static final int CHANNELS = 3;

    private final Level frame;
    private final Gaps gaps;
    private final boolean[] found;
    /** For each gap, three minima, then three maxima, 0..255. */
    private final short[] range;

    GapColours(Level frame, Gaps gaps) {
        this.frame = frame;
        this.gaps = gaps;
        found = new boolean[gaps.count()];
        range = new short[2 * CHANNELS * gaps.count()];
    }

    private void find(int gap) {
        byte[] bgr = frame.bgr();
        int column = gap % gaps.width();
        int row = gap / gaps.width();
        int length = CHANNELS * (gaps.left(column + 1) - gaps.left(column));
        int b0 = 255;
        int g0 = 255;
        int r0 = 255;
        int b1 = 0;
        int g1 = 0;
        int r1 = 0;
        for (int y = gaps.top(row); y < gaps.top(row + 1); y++) {
            int from = CHANNELS * (y * frame.width() + gaps.left(column));
            for (int at = from; at < from + length; at += CHANNELS) {
                int b = bgr[at] & 0xFF;
                int g = bgr[at + 1] & 0xFF;
                int r = bgr[at + 2] & 0xFF;
                b0 = Math.min(b0, b);
                g0 = Math.min(g0, g);
                r0 = Math.min(r0, r);
                b1 = Math.max(b1, b);
                g1 = Math.max(g1, g);
                r1 = Math.max(r1, r);
            }
        }
        int to = 2 * CHANNELS * gap;
        range[to] = (short) b0;
        range[to + 1] = (short) g0;
        range[to + 2] = (short) r0;
        range[to + 3] = (short) b1;
        range[to + 4] = (short) g1;
        range[to + 5] = (short) r1;
        found[gap] = true;
    }

    /** An upper bound of what the coefficients give for the gap's colours, see {@link GuidedFilter#coefficients}. */
    float largest(int gap, float[] coefficients, int at) {
        float blue = coefficients[at];
        float green = coefficients[at + 1];
        float red = coefficients[at + 2];
        float most = coefficients[at + 3];
        if (blue == 0 && green == 0 && red == 0) {
            return most;
        }
        if (!found[gap]) {
            find(gap);
        }
        int from = 2 * CHANNELS * gap;
        return most
                + blue * range[blue > 0 ? from + 3 : from]
                + green * range[green > 0 ? from + 4 : from + 1]
                + red * range[red > 0 ? from + 5 : from + 2];
    }
}

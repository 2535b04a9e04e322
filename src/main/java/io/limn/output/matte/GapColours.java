package io.limn.output.matte;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The minimum and maximum blue, green and red of the pixels in a gap, computed on first use. Thread-safe: two threads may both compute a
 * gap, with the same result.
 */
final class GapColours {
    private static final VarHandle RANGE = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int CHANNELS = 3;
    /** Set in each range that has been computed. */
    private static final long KNOWN = 1L << 2 * CHANNELS * Byte.SIZE;
    /** How far the maxima stand above the minima. */
    private static final int MOST = CHANNELS * Byte.SIZE;

    private final Level frame;
    private final Gaps gaps;
    /** For each gap a byte for each of three minima and three maxima, from the lowest on; 0 if it is not known. */
    private final long[] ranges;

    GapColours(Level frame, Gaps gaps) {
        this.frame = frame;
        this.gaps = gaps;
        ranges = new long[gaps.count()];
    }

    private long range(int gap) {
        long range = (long) RANGE.getOpaque(ranges, gap);
        if (range == 0) {
            range = find(gap);
            RANGE.setOpaque(ranges, gap, range);
        }
        return range;
    }

    private long find(int gap) {
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
        long least = r0 << 16 | g0 << 8 | b0;
        long most = r1 << 16 | g1 << 8 | b1;
        return KNOWN | most << MOST | least;
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
        long range = range(gap);
        return most
                + blue * (range >>> (blue > 0 ? MOST : 0) & 0xFF)
                + green * (range >>> (green > 0 ? MOST + 8 : 8) & 0xFF)
                + red * (range >>> (red > 0 ? MOST + 16 : 16) & 0xFF);
    }
}

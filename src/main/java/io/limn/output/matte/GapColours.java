package io.limn.output.matte;

/** The least and the largest blue, green and red of the pixels in each gap that somebody is in. */
final class GapColours {
    private static final int CHANNELS = 3;

    /** By gap: three least values, three largest ones. */
    private final short[] range;

    /** @param foreground see {@link GapStates} */
    GapColours(Level frame, Gaps gaps, byte[] foreground) {
        range = new short[2 * CHANNELS * gaps.count()];
        for (int row = 0, gap = 0; row < gaps.height(); row++) {
            for (int column = 0; column < gaps.width(); column++, gap++) {
                if (foreground[gap] != GapStates.NONE) {
                    find(frame, gaps, column, row, 2 * CHANNELS * gap);
                }
            }
        }
    }

    private void find(Level frame, Gaps gaps, int column, int row, int to) {
        byte[] bgr = frame.bgr();
        int length = CHANNELS * (gaps.left(column + 1) - gaps.left(column));
        for (int channel = 0; channel < CHANNELS; channel++) {
            int least = 255;
            int most = 0;
            for (int y = gaps.top(row); y < gaps.top(row + 1); y++) {
                int from = CHANNELS * (y * frame.width() + gaps.left(column)) + channel;
                for (int at = from; at < from + length; at += CHANNELS) {
                    least = Math.min(least, bgr[at] & 0xFF);
                    most = Math.max(most, bgr[at] & 0xFF);
                }
            }
            range[to + channel] = (short) least;
            range[to + CHANNELS + channel] = (short) most;
        }
    }

    /** What coefficients make of the gap's colours at most, see {@link GuidedFilter#coefficients}. */
    float largest(int gap, float[] coefficients, int at) {
        int from = 2 * CHANNELS * gap;
        float most = coefficients[at + CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float slope = coefficients[at + channel];
            most += slope * range[slope > 0 ? from + CHANNELS + channel : from + channel];
        }
        return most;
    }
}

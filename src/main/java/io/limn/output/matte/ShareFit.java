package io.limn.output.matte;

/**
 * A plane of shares as a function of colour, within its window of the level; outside it is 0.
 *
 * @param coefficients see {@link GuidedFilter#coefficients}
 */
record ShareFit(int plane, Window window, float[] coefficients) {
    /** The index of the first coefficient of a pixel of the level; the pixel must lie in the window. */
    int at(int x, int y) {
        return GuidedFilter.COEFFICIENTS * ((y - window.top()) * window.width() + x - window.left());
    }

    /** An upper bound of the plane for the colours of a gap; negative infinity outside the window. */
    float largest(int x, int y, GapColours colours, int gap) {
        int right = Math.min(x + 1, window.right() - 1);
        int bottom = Math.min(y + 1, window.bottom() - 1);
        float most = Float.NEGATIVE_INFINITY;
        for (int v = Math.max(y, window.top()); v <= bottom; v++) {
            for (int u = Math.max(x, window.left()); u <= right; u++) {
                most = Math.max(most, colours.largest(gap, coefficients, at(u, v)));
            }
        }
        return most;
    }
}

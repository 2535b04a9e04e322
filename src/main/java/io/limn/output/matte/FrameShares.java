package io.limn.output.matte;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link CellShares} at the frame's resolution, with borders fitted to the picture: each plane is a linear function of colour whose
 * coefficients vary slowly over the frame. Most gaps belong to one plane; pixels are computed only in gaps with several. Immutable; each
 * thread needs its own reader.
 */
final class FrameShares {
    private static final float ABSENT = 0.02f;
    private static final float CONTRAST = 1.5f;
    /** Values up to this become 0 when the contrast is applied. */
    private static final float NONE = 0.5f - 0.5f / CONTRAST;

    private final Gaps gaps;
    private final Level frame;
    private final int planes;
    private final List<ShareFit> fits;
    /** The fits of gap g are {@code candidates[first[g]]} to {@code [first[g + 1]]}, exclusive; at least one, unless nobody is there. */
    private final int[] first;

    private final short[] candidates;
    /** The plane of each candidate. */
    private final short[] candidatePlanes;

    private FrameShares(Gaps gaps, Level frame, int planes, List<ShareFit> fits, GapFits found) {
        this.gaps = gaps;
        this.frame = frame;
        this.planes = planes;
        this.fits = fits;
        first = found.first();
        candidates = found.fits();
        candidatePlanes = new short[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            candidatePlanes[i] = (short) fits.get(candidates[i]).plane();
        }
    }

    /**
     * Fits the shares to the picture.
     *
     * @param guide for the level whose pixels are the gaps' corners
     * @param frame the finest level
     * @param colours of the frame, by gap
     * @param foreground state of the foreground in each gap, see {@link GapStates}
     */
    static FrameShares of(
            CellShares cells,
            float[] cellForeground,
            ShareGuide guide,
            Gaps gaps,
            Level frame,
            GapColours colours,
            byte[] foreground) {
        Enlargement enlargement = new Enlargement(cells.grid(), guide.level());
        float[][] power = cells.squared().planes();
        List<ShareFit> fits = new ArrayList<>();
        for (int plane = 0; plane < power.length; plane++) {
            Window found = power[plane] == null ? null : enlargement.window(power[plane], cellForeground, ABSENT);
            if (found != null) {
                Window window = guide.grown(found);
                fits.add(new ShareFit(plane, window, guide.fit(enlargement, power[plane], window)));
            }
        }
        return new FrameShares(gaps, frame, cells.count(), fits, GapFits.of(fits, gaps, colours, foreground, NONE));
    }

    int planes() {
        return planes;
    }

    /** The number of planes in a gap; 0 if nobody is there. */
    int count(int gap) {
        return first[gap + 1] - first[gap];
    }

    /**
     * A plane of a gap.
     *
     * @param i below {@link #count}
     */
    int plane(int gap, int i) {
        return candidatePlanes[first[gap] + i];
    }

    /** A reader for one thread. */
    Reader reader() {
        return new Reader();
    }

    final class Reader {
        private static final int CORNERS = 4;

        private final int width = frame.width();
        private final float[] values = new float[planes * width];
        private final float[] sums;
        /** Coefficients at a gap's left side in the row, then how they differ at its right side. */
        private final float[] side = new float[2 * GuidedFilter.COEFFICIENTS];

        private int row = -1;
        /** Where the coefficients of each candidate in the row of gaps are: upper left, upper right, lower left, lower right. */
        private int[] corners = new int[256];

        private Reader() {
            int widest = 1;
            for (int x = 0; x < gaps.width(); x++) {
                widest = Math.max(widest, gaps.left(x + 1) - gaps.left(x));
            }
            sums = new float[widest];
        }

        /** Moves to a row of pixels: computes the gaps that have several planes. */
        void read(int y) {
            if (gaps.row(y) != row) {
                row = gaps.row(y);
                locate();
            }
            for (int column = 0, gap = row * gaps.width(); column < gaps.width(); column++, gap++) {
                if (first[gap + 1] - first[gap] > 1) {
                    compute(gap, column, y);
                }
            }
        }

        /** The row's values; those of a plane start at plane * width, and are set only in gaps with several planes that include it. */
        float[] values() {
            return values;
        }

        /** Finds the corners of the row's candidates; outside a plane's window its coefficients are those at the window's edge. */
        private void locate() {
            int start = first[row * gaps.width()];
            int count = first[(row + 1) * gaps.width()] - start;
            if (corners.length < CORNERS * count) {
                corners = new int[CORNERS * count];
            }
            int below = Math.min(row + 1, gaps.height() - 1);
            for (int column = 0, gap = row * gaps.width(); column < gaps.width(); column++, gap++) {
                int next = Math.min(column + 1, gaps.width() - 1);
                for (int i = first[gap]; first[gap + 1] - first[gap] > 1 && i < first[gap + 1]; i++) {
                    ShareFit fit = fits.get(candidates[i]);
                    Window window = fit.window();
                    int top = Math.min(Math.max(row, window.top()), window.bottom() - 1);
                    int bottom = Math.min(Math.max(below, window.top()), window.bottom() - 1);
                    int left = Math.min(Math.max(column, window.left()), window.right() - 1);
                    int right = Math.min(Math.max(next, window.left()), window.right() - 1);
                    int at = CORNERS * (i - start);
                    corners[at] = fit.at(left, top);
                    corners[at + 1] = fit.at(right, top);
                    corners[at + 2] = fit.at(left, bottom);
                    corners[at + 3] = fit.at(right, bottom);
                }
            }
        }

        private void compute(int gap, int column, int y) {
            int from = gaps.left(column);
            int length = gaps.left(column + 1) - from;
            float down = gaps.down(y);
            Arrays.fill(sums, 0, length, 0);
            int pixels = 3 * (y * width + from);
            for (int i = first[gap]; i < first[gap + 1]; i++) {
                interpolate(i, down);
                evaluate(pixels, from, length, candidatePlanes[i] * width + from);
            }
            for (int x = 0; x < length; x++) {
                if (sums[x] <= 0) {
                    values[strongest(gap, y, from + x) * width + from + x] = 1;
                    sums[x] = 1;
                }
                sums[x] = 1 / sums[x];
            }
            for (int i = first[gap]; i < first[gap + 1]; i++) {
                int at = candidatePlanes[i] * width + from;
                for (int x = 0; x < length; x++) {
                    values[at + x] *= sums[x];
                }
            }
        }

        /** The plane that is largest at a pixel if none is above 0 after the contrast. */
        private int strongest(int gap, int y, int x) {
            int best = candidatePlanes[first[gap]];
            float most = Float.NEGATIVE_INFINITY;
            byte[] bgr = frame.bgr();
            int pixel = 3 * (y * width + x);
            float f = gaps.across(x);
            for (int i = first[gap]; i < first[gap + 1]; i++) {
                interpolate(i, gaps.down(y));
                float value = side[3] + f * side[7];
                for (int k = 0; k < 3; k++) {
                    value += (side[k] + f * side[4 + k]) * (bgr[pixel + k] & 0xFF);
                }
                if (value > most) {
                    most = value;
                    best = candidatePlanes[i];
                }
            }
            return best;
        }

        /** Interpolates a candidate's coefficients to the row at its gap's left and right side. */
        private void interpolate(int candidate, float down) {
            float[] plane = fits.get(candidates[candidate]).coefficients();
            int at = CORNERS * (candidate - first[row * gaps.width()]);
            int a = corners[at];
            int b = corners[at + 1];
            int c = corners[at + 2];
            int d = corners[at + 3];
            for (int k = 0; k < GuidedFilter.COEFFICIENTS; k++) {
                float left = plane[a + k] + (plane[c + k] - plane[a + k]) * down;
                side[k] = left;
                side[4 + k] = plane[b + k] + (plane[d + k] - plane[b + k]) * down - left;
            }
        }

        private void evaluate(int pixels, int from, int length, int start) {
            byte[] bgr = frame.bgr();
            float[] fractions = gaps.fractions();
            float c0 = side[0];
            float c1 = side[1];
            float c2 = side[2];
            float c3 = side[3];
            float d0 = side[4];
            float d1 = side[5];
            float d2 = side[6];
            float d3 = side[7];
            for (int x = 0, at = pixels; x < length; x++, at += 3) {
                float f = fractions[from + x];
                float value = c3
                        + f * d3
                        + (c0 + f * d0) * (bgr[at] & 0xFF)
                        + (c1 + f * d1) * (bgr[at + 1] & 0xFF)
                        + (c2 + f * d2) * (bgr[at + 2] & 0xFF);
                value = Math.min(1, Math.max(0, (value - 0.5f) * CONTRAST + 0.5f));
                values[start + x] = value;
                sums[x] += value;
            }
        }
    }
}

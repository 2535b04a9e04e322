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
        private final int width = frame.width();
        private final float[] values = new float[planes * width];
        private final float[] sums;
        private final float[] corner = new float[8];

        private Reader() {
            int widest = 1;
            for (int x = 0; x < gaps.width(); x++) {
                widest = Math.max(widest, gaps.left(x + 1) - gaps.left(x));
            }
            sums = new float[widest];
        }

        /** Moves to a row of pixels: computes the gaps that have several planes. */
        void read(int y) {
            int row = gaps.row(y);
            for (int column = 0, gap = row * gaps.width(); column < gaps.width(); column++, gap++) {
                if (first[gap + 1] - first[gap] > 1) {
                    compute(gap, column, row, y);
                }
            }
        }

        /** The row's values; those of a plane start at plane * width, and are set only in gaps with several planes that include it. */
        float[] values() {
            return values;
        }

        private void compute(int gap, int column, int row, int y) {
            int from = gaps.left(column);
            int length = gaps.left(column + 1) - from;
            Arrays.fill(sums, 0, length, 0);
            int pixels = 3 * (y * width + from);
            for (int i = first[gap]; i < first[gap + 1]; i++) {
                ShareFit fit = fits.get(candidates[i]);
                corners(fit, column, row, gaps.down(y));
                evaluate(pixels, from, length, fit.plane() * width + from);
            }
            for (int x = 0; x < length; x++) {
                if (sums[x] <= 0) {
                    values[strongest(column, row, y, from + x) * width + from + x] = 1;
                    sums[x] = 1;
                }
                sums[x] = 1 / sums[x];
            }
            for (int i = first[gap]; i < first[gap + 1]; i++) {
                int at = fits.get(candidates[i]).plane() * width + from;
                for (int x = 0; x < length; x++) {
                    values[at + x] *= sums[x];
                }
            }
        }

        /** The plane that is largest at a pixel if none is above 0 after the contrast. */
        private int strongest(int column, int row, int y, int x) {
            int best = candidatePlanes[first[row * gaps.width() + column]];
            float most = Float.NEGATIVE_INFINITY;
            byte[] bgr = frame.bgr();
            int pixel = 3 * (y * width + x);
            float f = gaps.across(x);
            for (int i = first[row * gaps.width() + column]; i < first[row * gaps.width() + column + 1]; i++) {
                corners(fits.get(candidates[i]), column, row, gaps.down(y));
                float value = corner[3] + f * (corner[7] - corner[3]);
                for (int k = 0; k < 3; k++) {
                    value += (corner[k] + f * (corner[4 + k] - corner[k])) * (bgr[pixel + k] & 0xFF);
                }
                if (value > most) {
                    most = value;
                    best = candidatePlanes[i];
                }
            }
            return best;
        }

        /** Interpolates coefficients to the row at the gap's left and right side; outside the plane's window they are 0. */
        private void corners(ShareFit fit, int column, int row, float down) {
            Window window = fit.window();
            int low = Math.min(Math.max(row, window.top()), window.bottom() - 1);
            int high = Math.min(Math.max(Math.min(row + 1, gaps.height() - 1), window.top()), window.bottom() - 1);
            int left = Math.min(Math.max(column, window.left()), window.right() - 1);
            int right = Math.min(Math.max(Math.min(column + 1, gaps.width() - 1), window.left()), window.right() - 1);
            int a = fit.at(left, low);
            int b = fit.at(right, low);
            int c = fit.at(left, high);
            int d = fit.at(right, high);
            float[] plane = fit.coefficients();
            for (int k = 0; k < GuidedFilter.COEFFICIENTS; k++) {
                corner[k] = plane[a + k] + (plane[c + k] - plane[a + k]) * down;
                corner[4 + k] = plane[b + k] + (plane[d + k] - plane[b + k]) * down;
            }
        }

        private void evaluate(int pixels, int from, int length, int start) {
            byte[] bgr = frame.bgr();
            float c0 = corner[0];
            float c1 = corner[1];
            float c2 = corner[2];
            float c3 = corner[3];
            float d0 = corner[4] - c0;
            float d1 = corner[5] - c1;
            float d2 = corner[6] - c2;
            float d3 = corner[7] - c3;
            for (int x = 0, at = pixels; x < length; x++, at += 3) {
                float f = gaps.across(from + x);
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

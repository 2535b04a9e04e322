package io.limn.output.matte;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link CellShares} at the frame's resolution, their borders fitted to the picture: each plane is a linear function of colour that varies
 * slowly over the frame. Immutable; each thread reads by a reader of its own.
 */
final class FrameShares {
    private static final int COEFFICIENTS = 4;
    private static final float ABSENT = 0.02f;
    private static final float SCALE = 1 / 255f;
    private static final float CONTRAST = 1.5f;
    /** Smaller values are not looked at: by the contrast they would be 0. */
    private static final float NONE = 0.04f;

    /** A plane within its window of the level: three slopes and the offset, row-major. */
    private record Fit(int plane, Window window, float[][] coefficients) {}

    private final Level level;
    private final Level frame;
    private final int planes;
    private final List<Fit> fits;

    private FrameShares(Level level, Level frame, int planes, List<Fit> fits) {
        this.level = level;
        this.frame = frame;
        this.planes = planes;
        this.fits = fits;
    }

    /**
     * @param level to fit on
     * @param frame the finest level
     */
    static FrameShares of(CellShares cells, float[] foreground, Level level, Level frame, Tuning tuning) {
        Enlargement enlargement = new Enlargement(cells.grid(), level);
        float[] power = squared(cells);
        GuidedFilter filter = new GuidedFilter(level.width() * level.height());
        filter.guide(
                level, new Window(0, 0, level.width(), level.height()), tuning.shareRadius(), tuning.shareEpsilon());
        float[] part = new float[level.width() * level.height()];
        List<Fit> fits = new ArrayList<>();
        for (int plane = 0; plane < cells.planes(); plane++) {
            Window found = enlargement.window(power, plane, foreground, ABSENT);
            if (found != null) {
                Window window = found.grown(2 * tuning.shareRadius() + 1, level.width(), level.height());
                enlargement.plane(power, plane, window, part);
                filter.fit(window, part);
                fits.add(new Fit(plane, window, filter.coefficients()));
            }
        }
        return new FrameShares(level, frame, cells.planes(), fits);
    }

    /** The network's ramps between labels are wider than borders are. */
    private static float[] squared(CellShares cells) {
        float[] power = cells.values().clone();
        for (int i = 0; i < power.length; i++) {
            power[i] *= power[i];
        }
        new CellShares(cells.grid(), cells.planes(), power).normalise();
        return power;
    }

    int planes() {
        return planes;
    }

    /** A reader for one thread. */
    Reader reader() {
        return new Reader();
    }

    final class Reader {
        private final Taps across = Taps.of(frame.width(), 1.0 / level.scale(), 0, level.width());
        private final Taps down = Taps.of(frame.height(), 1.0 / level.scale(), 0, level.height());
        private final float[][] lines = new float[COEFFICIENTS][level.width()];
        /** Columns of the frame whose left neighbour at the level is column i: {@code gaps[i]..gaps[i + 1]}. */
        private final int[] gaps = new int[level.width() + 1];

        private final float[][] colours = new float[COEFFICIENTS - 1][frame.width()];
        private final float[] sums = new float[frame.width()];
        /** The largest value of a pixel before the contrast, and whose it is. */
        private final float[] most = new float[frame.width()];

        private final int[] strongest = new int[frame.width()];

        private Reader() {
            Arrays.fill(gaps, frame.width());
            for (int x = frame.width() - 1; x >= 0; x--) {
                gaps[across.low()[x]] = x;
            }
            for (int i = level.width() - 1; i > 0; i--) {
                gaps[i] = Math.min(gaps[i], gaps[i + 1]);
            }
            gaps[0] = 0;
        }

        /**
         * All planes of a row; they sum to 1.
         *
         * @param into at least {@code planes * width} floats, plane by plane
         */
        void read(int y, float[] into) {
            int width = frame.width();
            Arrays.fill(into, 0, planes * width, 0);
            Arrays.fill(sums, 0);
            Arrays.fill(most, 0);
            Arrays.fill(strongest, 0);
            for (int x = 0, at = 3 * y * width; x < width; x++, at += 3) {
                colours[0][x] = (frame.bgr()[at] & 0xFF) * SCALE;
                colours[1][x] = (frame.bgr()[at + 1] & 0xFF) * SCALE;
                colours[2][x] = (frame.bgr()[at + 2] & 0xFF) * SCALE;
            }
            for (Fit fit : fits) {
                if (at(fit.window(), y)) {
                    add(fit, y, into, fit.plane() * width);
                }
            }
            for (int x = 0; x < width; x++) {
                if (sums[x] <= 0) {
                    into[strongest[x] + x] = 1;
                    sums[x] = 1;
                }
                sums[x] = 1 / sums[x];
            }
            for (Fit fit : fits) {
                if (at(fit.window(), y)) {
                    int plane = fit.plane() * width;
                    int right = gaps[fit.window().right()];
                    for (int x = gaps[fit.window().left()]; x < right; x++) {
                        into[plane + x] *= sums[x];
                    }
                }
            }
        }

        private boolean at(Window window, int y) {
            return down.high()[y] >= window.top() && down.low()[y] < window.bottom();
        }

        private void add(Fit fit, int y, float[] into, int start) {
            Window window = fit.window();
            int low = Math.min(Math.max(down.low()[y], window.top()), window.bottom() - 1) - window.top();
            int high = Math.min(Math.max(down.high()[y], window.top()), window.bottom() - 1) - window.top();
            float fraction = down.fraction()[y];
            for (int k = 0; k < COEFFICIENTS; k++) {
                float[] plane = fit.coefficients()[k];
                float[] line = lines[k];
                for (int x = 0; x < window.width(); x++) {
                    float above = plane[low * window.width() + x];
                    line[x] = above + (plane[high * window.width() + x] - above) * fraction;
                }
            }
            for (int gap = 0; gap < window.width(); gap++) {
                int next = Math.min(gap + 1, window.width() - 1);
                int from = gaps[window.left() + gap];
                int to = gaps[window.left() + gap + 1];
                if (from < to && Math.max(largest(gap), largest(next)) > NONE) {
                    evaluate(gap, next, from, to, into, start);
                }
            }
        }

        /** What a colour can make of the coefficients at most. */
        private float largest(int i) {
            return lines[3][i] + Math.max(0, lines[0][i]) + Math.max(0, lines[1][i]) + Math.max(0, lines[2][i]);
        }

        private void evaluate(int gap, int next, int from, int to, float[] into, int start) {
            float c0 = lines[0][gap];
            float c1 = lines[1][gap];
            float c2 = lines[2][gap];
            float c3 = lines[3][gap];
            float d0 = lines[0][next] - c0;
            float d1 = lines[1][next] - c1;
            float d2 = lines[2][next] - c2;
            float d3 = lines[3][next] - c3;
            for (int x = from; x < to; x++) {
                float f = across.fraction()[x];
                float value = c3
                        + f * d3
                        + (c0 + f * d0) * colours[0][x]
                        + (c1 + f * d1) * colours[1][x]
                        + (c2 + f * d2) * colours[2][x];
                if (value > most[x]) {
                    most[x] = value;
                    strongest[x] = start;
                }
                value = Math.min(1, Math.max(0, (value - 0.5f) * CONTRAST + 0.5f));
                into[start + x] = value;
                sums[x] += value;
            }
        }
    }
}

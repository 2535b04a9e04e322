package io.limn.output.matte;

/** Fits shares to the frame's colours, at the level with a pixel for each of the network's cells. Not thread-safe. */
final class ShareGuide {
    private final Level level;
    private final GuidedFilter filter;
    private final float[] part;
    private final int radius;

    ShareGuide(Level level, Tuning tuning) {
        this.level = level;
        radius = tuning.shareRadius();
        filter = new GuidedFilter(level.width(), level.height());
        filter.guide(level, new Window(0, 0, level.width(), level.height()), radius, tuning.shareEpsilon());
        part = new float[level.width() * level.height()];
    }

    Level level() {
        return level;
    }

    /** The window within which a plane's fit differs from 0. */
    Window grown(Window window) {
        return window.grown(2 * radius + 1, level.width(), level.height());
    }

    /** The plane as a function of colour, in a window of the level; see {@link GuidedFilter#coefficients}. */
    float[] fit(Enlargement enlargement, float[] cells, Window window) {
        enlargement.plane(cells, window, part);
        filter.fit(window, part);
        float[] coefficients = new float[GuidedFilter.COEFFICIENTS * window.width() * window.height()];
        filter.coefficients(window, new Window(0, 0, window.width(), window.height()), coefficients);
        return coefficients;
    }
}

package io.limn.output.matte;

import io.limn.parsing.CellGrid;

/** Upsamples planes of cells to a level of the frame by bilinear interpolation. */
final class Enlargement {
    private final CellGrid grid;
    private final Level level;
    private final Taps across;
    private final Taps down;

    Enlargement(CellGrid grid, Level level) {
        this.grid = grid;
        this.level = level;
        across = Taps.of(level.width(), level.scale() / grid.stepX(), -grid.left() / grid.stepX(), grid.width());
        down = Taps.of(level.height(), level.scale() / grid.stepY(), -grid.top() / grid.stepY(), grid.height());
    }

    /**
     * The level's pixels that a plane affects.
     *
     * @return null if there are none
     */
    Window window(float[] plane, float[] foreground, float threshold) {
        int left = grid.width();
        int top = grid.height();
        int right = -1;
        int bottom = -1;
        for (int y = 0, cell = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, cell++) {
                if (plane[cell] > threshold && foreground[cell] > threshold) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        if (right < 0) {
            return null;
        }
        int x = pixel(left - 1, grid.left(), grid.stepX(), level.width());
        int y = pixel(top - 1, grid.top(), grid.stepY(), level.height());
        return new Window(
                x,
                y,
                Math.max(1, pixel(right + 2, grid.left(), grid.stepX(), level.width()) - x),
                Math.max(1, pixel(bottom + 2, grid.top(), grid.stepY(), level.height()) - y));
    }

    private int pixel(int cell, double origin, double step, int most) {
        return (int) Math.max(0, Math.min(most, Math.round((origin + cell * step) / level.scale())));
    }

    /** Interpolates a window of the level into {@code into}. */
    void plane(float[] plane, Window window, float[] into) {
        float[] line = new float[grid.width()];
        for (int y = 0, at = 0; y < window.height(); y++) {
            int low = down.low()[window.top() + y] * grid.width();
            int high = down.high()[window.top() + y] * grid.width();
            float fraction = down.fraction()[window.top() + y];
            for (int x = 0; x < line.length; x++) {
                line[x] = plane[low + x] + (plane[high + x] - plane[low + x]) * fraction;
            }
            for (int x = 0; x < window.width(); x++, at++) {
                into[at] = across.of(line, window.left() + x);
            }
        }
    }
}

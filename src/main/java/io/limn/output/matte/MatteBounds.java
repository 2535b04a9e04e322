package io.limn.output.matte;

import io.limn.parsing.CellGrid;

/**
 * Where a matte may be above 0, and how much of it there is.
 *
 * @param window of the frame; null where the matte is 0 everywhere
 * @param area about how many of the frame's pixels it covers
 */
public record MatteBounds(Window window, double area) {
    private static final float FAINT = 0.004f;
    private static final int MARGIN = 3;

    /** From the network's resolution: with a margin, so that nothing above 0 lies outside. */
    public static MatteBounds of(Matte matte, MatteFrame frame) {
        Cells cells = frame.cells();
        CellGrid grid = cells.grid();
        CellShares[] layers = cells.layers().values().toArray(CellShares[]::new);
        int left = grid.width();
        int right = -1;
        int top = grid.height();
        int bottom = -1;
        double area = 0;
        if (matte.person() < cells.owners().planes()) {
            for (int y = 0, cell = 0; y < grid.height(); y++) {
                for (int x = 0; x < grid.width(); x++, cell++) {
                    float value = cells.foreground()[cell];
                    if (value > FAINT && matte.person() > 0) {
                        value *= cells.owners().values()[matte.person() * grid.cells() + cell];
                    }
                    if (value > FAINT && !matte.of().isEmpty()) {
                        value *= largest(matte, layers, grid, cell);
                    }
                    area += value;
                    if (value > FAINT) {
                        left = Math.min(left, x);
                        right = Math.max(right, x);
                        top = Math.min(top, y);
                        bottom = y;
                    }
                }
            }
        }
        if (right < 0) {
            return new MatteBounds(null, 0);
        }
        int x = pixel(left - MARGIN, grid.left(), grid.stepX(), frame.width());
        int y = pixel(top - MARGIN, grid.top(), grid.stepY(), frame.height());
        return new MatteBounds(
                new Window(
                        x,
                        y,
                        pixel(right + 1 + MARGIN, grid.left(), grid.stepX(), frame.width()) - x,
                        pixel(bottom + 1 + MARGIN, grid.top(), grid.stepY(), frame.height()) - y),
                area * grid.stepX() * grid.stepY());
    }

    private static float largest(Matte matte, CellShares[] layers, CellGrid grid, int cell) {
        float most = 0;
        for (Matte.Labels labels : matte.of()) {
            float sum = 0;
            for (int id : labels.ids()) {
                sum += layers[labels.layer()].values()[id * grid.cells() + cell];
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private static int pixel(int cell, double origin, double step, int most) {
        return (int) Math.max(0, Math.min(most, Math.round(origin + cell * step)));
    }
}

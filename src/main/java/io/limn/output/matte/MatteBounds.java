package io.limn.output.matte;

import io.limn.parsing.CellGrid;

/**
 * The window where a matte may be above 0, and its approximate area.
 *
 * @param window of the frame; null if the matte is 0 everywhere
 * @param area approximate number of frame pixels it covers, without subtracting {@link Matte#without}
 */
public record MatteBounds(Window window, double area) {
    private static final int MARGIN = 3;

    /** Bounds from the network's resolution, with a margin so that nothing above 0 lies outside. */
    public static MatteBounds of(Matte matte, MatteFrame frame) {
        PlaneBounds.Plane cells = frame.bounds().of(matte);
        if (cells.empty()) {
            return new MatteBounds(null, 0);
        }
        CellGrid grid = frame.cells().grid();
        int x = pixel(cells.left() - MARGIN, grid.left(), grid.stepX(), frame.width());
        int y = pixel(cells.top() - MARGIN, grid.top(), grid.stepY(), frame.height());
        return new MatteBounds(
                new Window(
                        x,
                        y,
                        pixel(cells.right() + 1 + MARGIN, grid.left(), grid.stepX(), frame.width()) - x,
                        pixel(cells.bottom() + 1 + MARGIN, grid.top(), grid.stepY(), frame.height()) - y),
                cells.area() * grid.stepX() * grid.stepY());
    }

    private static int pixel(int cell, double origin, double step, int most) {
        return (int) Math.max(0, Math.min(most, Math.round(origin + cell * step)));
    }
}

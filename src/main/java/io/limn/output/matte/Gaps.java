package io.limn.output.matte;

import java.util.Arrays;

/**
 * Divides the frame's pixels into gaps: gap (column, row) lies between the centres of four neighbouring pixels of a coarser level. Values
 * interpolated from that level are bilinear within a gap, so that a gap without an edge can be filled instead of computed. Immutable.
 */
final class Gaps {
    private final int width;
    private final int height;
    private final Taps across;
    private final Taps down;
    private final int[] columns;
    private final int[] rows;

    /** @param level whose pixels are the corners of the gaps */
    Gaps(Level level, int frameWidth, int frameHeight) {
        width = level.width();
        height = level.height();
        across = Taps.of(frameWidth, 1.0 / level.scale(), 0, width);
        down = Taps.of(frameHeight, 1.0 / level.scale(), 0, height);
        columns = starts(across, width);
        rows = starts(down, height);
    }

    private static int[] starts(Taps taps, int count) {
        int pixels = taps.low().length;
        int[] starts = new int[count + 1];
        Arrays.fill(starts, pixels);
        for (int i = pixels - 1; i >= 0; i--) {
            starts[taps.low()[i]] = i;
        }
        for (int i = count - 1; i >= 0; i--) {
            starts[i] = Math.min(starts[i], starts[i + 1]);
        }
        starts[0] = 0;
        return starts;
    }

    /** Gaps per row. */
    int width() {
        return width;
    }

    /** Rows of gaps. */
    int height() {
        return height;
    }

    int count() {
        return width * height;
    }

    /** The first pixel column of a column of gaps; for the one after the last, the frame's width. */
    int left(int column) {
        return columns[column];
    }

    /** The first pixel row of a row of gaps; for the one after the last, the frame's height. */
    int top(int row) {
        return rows[row];
    }

    /** The column of gaps that a pixel column lies in. */
    int column(int x) {
        return across.low()[x];
    }

    /** The row of gaps that a pixel row lies in. */
    int row(int y) {
        return down.low()[y];
    }

    /** The relative position of a pixel between its gap's left and right corners, 0..1. */
    float across(int x) {
        return across.fraction()[x];
    }

    /** {@link #across} of every pixel column; not to be written to. */
    float[] fractions() {
        return across.fraction();
    }

    /** The relative position of a pixel row between its gap's upper and lower corners, 0..1. */
    float down(int y) {
        return down.fraction()[y];
    }
}

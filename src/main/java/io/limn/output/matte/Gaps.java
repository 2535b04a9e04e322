package io.limn.output.matte;

import java.util.Arrays;

/**
 * The frame's pixels by the gap they lie in: gap (column, row) is what lies between the centres of four neighbouring pixels of a coarser
 * level. What is linear at that level is bilinear within a gap, so a gap without an edge is filled and not computed. Immutable.
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

    /** Gaps in a row. */
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

    /** The first pixel of a column of gaps; of the one past the last column, the frame's width. */
    int left(int column) {
        return columns[column];
    }

    /** The first row of pixels of a row of gaps; of the one past the last, the frame's height. */
    int top(int row) {
        return rows[row];
    }

    /** The column of gaps of a pixel. */
    int column(int x) {
        return across.low()[x];
    }

    /** The row of gaps of a row of pixels. */
    int row(int y) {
        return down.low()[y];
    }

    /** How far a pixel lies from a gap's left corners to its right ones, 0..1. */
    float across(int x) {
        return across.fraction()[x];
    }

    /** How far a row of pixels lies from a gap's upper corners to its lower ones, 0..1. */
    float down(int y) {
        return down.fraction()[y];
    }
}

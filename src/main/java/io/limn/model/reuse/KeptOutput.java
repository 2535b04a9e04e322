package io.limn.model.reuse;

import java.util.Arrays;

/** A network's output over the whole input, kept from frame to frame and renewed where the input changed. */
public final class KeptOutput {
    private final int planes;
    private final int stride;
    private final int width;
    private float[] cells = {};

    /**
     * @param stride input pixels per cell
     * @param width columns of cells
     */
    public KeptOutput(int planes, int stride, int width) {
        this.planes = planes;
        this.stride = stride;
        this.width = width;
    }

    /**
     * Takes the output of a run on the whole input.
     *
     * @param output plane by plane, copied
     * @param count values of it
     * @return the kept values, which change with each {@link #blend}
     */
    public float[] keep(float[] output, int count) {
        cells = Arrays.copyOf(output, count);
        return cells;
    }

    /**
     * Blends in the output of a run on an area.
     *
     * @param part plane by plane, the area's cells row by row
     */
    public void blend(float[] part, Area area) {
        int left = area.left() / stride;
        int top = area.top() / stride;
        int columns = area.width() / stride;
        int rows = area.height() / stride;
        int plane = cells.length / planes;
        float[] across = new float[columns];
        for (int x = 0; x < columns; x++) {
            across[x] = area.across((left + x + 0.5) * stride);
        }
        for (int y = 0; y < rows; y++) {
            float down = area.down((top + y + 0.5) * stride);
            for (int channel = 0; channel < planes; channel++) {
                int to = channel * plane + (top + y) * width + left;
                int from = (channel * rows + y) * columns;
                for (int x = 0; x < columns; x++) {
                    cells[to + x] += down * across[x] * (part[from + x] - cells[to + x]);
                }
            }
        }
    }
}

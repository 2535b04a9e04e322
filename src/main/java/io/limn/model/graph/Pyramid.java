package io.limn.model.graph;

import java.util.List;

/**
 * The scales of an input; their cells are the tokens, scale by scale and row by row.
 *
 * @param widths cells per row, by scale
 * @param heights rows, by scale
 * @param starts the first token, by scale
 */
record Pyramid(int[] widths, int[] heights, int[] starts) {
    /** @param strides input pixels per cell, by scale */
    public static Pyramid of(List<Integer> strides, int width, int height) {
        int[] widths = strides.stream().mapToInt(stride -> width / stride).toArray();
        int[] heights = strides.stream().mapToInt(stride -> height / stride).toArray();
        int[] starts = new int[widths.length];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = starts[i - 1] + widths[i - 1] * heights[i - 1];
        }
        return new Pyramid(widths, heights, starts);
    }

    public int scales() {
        return widths.length;
    }

    public int tokens() {
        int last = scales() - 1;
        return starts[last] + widths[last] * heights[last];
    }

    /** The scale that a token is a cell of. */
    int scale(int token) {
        int scale = scales() - 1;
        while (starts[scale] > token) {
            scale--;
        }
        return scale;
    }
}

package io.limn.edit;

import io.limn.parsing.CellGrid;
import io.limn.parsing.ProbabilityMap;

/** Probabilities by cell, interpolated bilinearly between cell centres. */
record EditedMap(float[] values, int planes, int width, int height, CellGrid grid) implements ProbabilityMap {
    @Override
    public void cells(float[] into) {
        System.arraycopy(values, 0, into, 0, planes * grid.cells());
    }

    @Override
    public Rows rows() {
        return this::row;
    }

    private void row(int y, float[] into) {
        double v = (y + 0.5 - grid.top()) / grid.stepY() - 0.5;
        int top = clamp((int) Math.floor(v), grid.height());
        int bottom = clamp((int) Math.floor(v) + 1, grid.height());
        float fy = (float) (v - Math.floor(v));
        for (int x = 0; x < width; x++) {
            double u = (x + 0.5 - grid.left()) / grid.stepX() - 0.5;
            int left = clamp((int) Math.floor(u), grid.width());
            int right = clamp((int) Math.floor(u) + 1, grid.width());
            float fx = (float) (u - Math.floor(u));
            for (int plane = 0; plane < planes; plane++) {
                int from = plane * grid.cells();
                float above = mix(from + top * grid.width(), left, right, fx);
                float below = mix(from + bottom * grid.width(), left, right, fx);
                into[plane * width + x] = above + (below - above) * fy;
            }
        }
    }

    private float mix(int row, int left, int right, float fraction) {
        return values[row + left] + (values[row + right] - values[row + left]) * fraction;
    }

    private static int clamp(int cell, int cells) {
        return Math.max(0, Math.min(cells - 1, cell));
    }
}

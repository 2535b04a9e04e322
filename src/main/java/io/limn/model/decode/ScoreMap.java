package io.limn.model.decode;

import java.util.Arrays;

/** Non-negative strengths, interpolated bilinearly and normalised to a sum of 1; background if all are 0. */
final class ScoreMap extends GridMap {
    private final float[] strengths;

    /** @param strengths {@code planes} planes of the grid, which has no padding; kept, not copied */
    public ScoreMap(float[] strengths, int planes, Grid grid) {
        super(grid, planes);
        this.strengths = strengths;
    }

    @Override
    public void cells(float[] into) {
        System.arraycopy(strengths, 0, into, 0, planes * grid.cells());
        normalise(into, grid.cells(), new float[grid.cells()]);
    }

    @Override
    public Rows rows() {
        float[] sums = new float[grid.frameWidth];
        float[] line = new float[grid.x.cells];
        return (y, into) -> {
            int top = grid.y.gapOf(y) * grid.x.cells;
            int bottom = grid.y.next(grid.y.gapOf(y)) * grid.x.cells;
            for (int plane = 0; plane < planes; plane++) {
                int from = plane * grid.cells();
                for (int x = 0; x < line.length; x++) {
                    float above = strengths[from + top + x];
                    line[x] = above + (strengths[from + bottom + x] - above) * grid.y.fraction[y];
                }
                stretch(line, into, plane * grid.frameWidth);
            }
            normalise(into, grid.frameWidth, sums);
        };
    }

    private void stretch(float[] line, float[] into, int at) {
        for (int gap = 0; gap < grid.x.gaps; gap++) {
            float left = line[gap];
            float slope = line[grid.x.next(gap)] - left;
            for (int x = grid.x.start[gap]; x < grid.x.start[gap + 1]; x++) {
                into[at + x] = left + slope * grid.x.fraction[x];
            }
        }
    }

    private void normalise(float[] into, int length, float[] sums) {
        Arrays.fill(sums, 0, length, 0);
        for (int plane = 0; plane < planes; plane++) {
            for (int i = 0; i < length; i++) {
                // Flip augmentation may make the background's strength negative.
                float value = Math.max(0, into[plane * length + i]);
                into[plane * length + i] = value;
                sums[i] += value;
            }
        }
        for (int i = 0; i < length; i++) {
            if (sums[i] <= 0) {
                into[i] = 1;
                sums[i] = 1;
            }
        }
        for (int plane = 0; plane < planes; plane++) {
            for (int i = 0; i < length; i++) {
                into[plane * length + i] /= sums[i];
            }
        }
    }
}

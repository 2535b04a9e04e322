package io.limn.model.reuse;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the network's input differs from that which its kept outputs were computed from, by more than noise: block by block, by the
 * mean absolute difference. The comparison is with what was last computed, not with the frame before, so that slow changes add up until
 * they count.
 */
public final class Changes {
    /** Input pixels of a block's side. */
    static final int BLOCK = 8;
    /** Around what changed, also taken as changed. */
    private static final int MARGIN = 8;
    /** Around that, seen by the network as context. */
    static final int CONTEXT = 32;

    private static final int CHANNELS = 3;
    private static final float ABOVE_NOISE = 1.5f;
    /** A block without changed neighbours counts as changed from this multiple of the threshold. */
    private static final float ALONE = 2;

    private final float[] reference;
    private final int width;
    private final int height;
    private final int stride;
    private final float level;
    private final int columns;
    private final int rows;
    private final float[] line;

    /**
     * @param input CHW planes; copied
     * @param stride sides of an area are multiples of it
     * @param level difference of the input's values that is one of a frame's 255 levels
     */
    public Changes(FloatBuffer input, int width, int height, int stride, float level) {
        this.width = width;
        this.height = height;
        this.stride = stride;
        this.level = level;
        reference = new float[CHANNELS * width * height];
        input.get(0, reference);
        columns = (width + BLOCK - 1) / BLOCK;
        rows = (height + BLOCK - 1) / BLOCK;
        line = new float[width];
    }

    /** The areas to be computed again, which don't touch each other; empty if nothing changed. */
    public List<Area> areas(FloatBuffer input) {
        float[] differences = differences(input);
        float noise = Noise.of(differences, input, width, height, level);
        boolean[] changed = changed(differences, ABOVE_NOISE * noise + level);
        List<Area> areas = new ArrayList<>();
        for (Area.Core core : new Blocks(changed, columns, rows).cores(BLOCK, MARGIN, width, height)) {
            add(areas, Area.around(core, CONTEXT, stride, width, height));
        }
        return areas;
    }

    private void add(List<Area> areas, Area area) {
        Area joined = area;
        for (int i = 0; i < areas.size(); i++) {
            if (areas.get(i).meets(joined)) {
                Area.Core core = joined.core().joined(areas.remove(i).core());
                joined = Area.around(core, CONTEXT, stride, width, height);
                i = -1;
            }
        }
        areas.add(joined);
    }

    private boolean[] changed(float[] differences, float threshold) {
        boolean[] changed = new boolean[differences.length];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int at = y * columns + x;
                changed[at] = differences[at] > threshold
                        && (differences[at] > ALONE * threshold || hasNeighbour(differences, x, y, threshold));
            }
        }
        return changed;
    }

    private boolean hasNeighbour(float[] differences, int x, int y, float threshold) {
        for (int j = Math.max(0, y - 1); j <= Math.min(rows - 1, y + 1); j++) {
            for (int i = Math.max(0, x - 1); i <= Math.min(columns - 1, x + 1); i++) {
                if ((i != x || j != y) && differences[j * columns + i] > threshold) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Mean absolute difference by block. */
    private float[] differences(FloatBuffer input) {
        float[] sums = new float[columns * rows];
        int plane = width * height;
        for (int row = 0; row < CHANNELS * height; row++) {
            int y = row % height;
            input.get(row / height * plane + y * width, line);
            int from = row * width;
            int to = y / BLOCK * columns;
            for (int x = 0; x < width; x++) {
                sums[to + x / BLOCK] += Math.abs(line[x] - reference[from + x]);
            }
        }
        for (int at = 0; at < sums.length; at++) {
            int wide = Math.min(BLOCK, width - at % columns * BLOCK);
            int high = Math.min(BLOCK, height - at / columns * BLOCK);
            sums[at] /= CHANNELS * wide * high;
        }
        return sums;
    }

    /** Records that the area's core was computed from this input. */
    public void computed(Area area, FloatBuffer input) {
        Area.Core core = area.core();
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = core.top(); y < core.bottom(); y++) {
                int at = (channel * height + y) * width + core.left();
                input.get(at, reference, at, core.right() - core.left());
            }
        }
    }
}

package io.limn.output.matte;

import io.limn.frame.Frame;
import io.limn.parsing.CellGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame, or a smaller one of it: each level averages two by two pixels of the one before.
 *
 * @param scale frame pixels a pixel, a power of 2
 * @param bgr {@code height*width*3} bytes, blue first
 */
record Level(int scale, int width, int height, byte[] bgr) {
    private static final int CHANNELS = 3;

    /** @param coarsest the scale of the last level, a power of 2 */
    static List<Level> of(Frame frame, int coarsest) {
        List<Level> levels = new ArrayList<>();
        Level level = new Level(1, frame.width(), frame.height(), frame.bgr());
        levels.add(level);
        while (level.scale < coarsest) {
            level = level.half();
            levels.add(level);
        }
        return levels;
    }

    /** Blue, green, red in the middle of each cell of a grid, 0..1, row-major. */
    float[] at(CellGrid grid) {
        Taps across = Taps.of(grid.width(), grid.stepX() / scale, grid.left() / scale, width);
        Taps down = Taps.of(grid.height(), grid.stepY() / scale, grid.top() / scale, height);
        float[] colours = new float[CHANNELS * grid.cells()];
        float[] line = new float[CHANNELS * width];
        for (int y = 0, to = 0; y < grid.height(); y++) {
            int low = down.low()[y] * line.length;
            int high = down.high()[y] * line.length;
            for (int i = 0; i < line.length; i++) {
                float above = (bgr[low + i] & 0xFF) / 255f;
                line[i] = above + ((bgr[high + i] & 0xFF) / 255f - above) * down.fraction()[y];
            }
            for (int x = 0; x < grid.width(); x++) {
                int left = CHANNELS * across.low()[x];
                int right = CHANNELS * across.high()[x];
                for (int channel = 0; channel < CHANNELS; channel++) {
                    float first = line[left + channel];
                    colours[to++] = first + (line[right + channel] - first) * across.fraction()[x];
                }
            }
        }
        return colours;
    }

    /** Half as wide and high. */
    Level half() {
        int w = (width + 1) / 2;
        int h = (height + 1) / 2;
        byte[] small = new byte[w * h * CHANNELS];
        for (int y = 0, at = 0; y < h; y++) {
            int top = 2 * y * width * CHANNELS;
            int bottom = Math.min(2 * y + 1, height - 1) * width * CHANNELS;
            for (int x = 0; x < w; x++, at += CHANNELS, top += 2 * CHANNELS, bottom += 2 * CHANNELS) {
                int right = 2 * x + 1 < width ? CHANNELS : 0;
                small[at] = mean(bgr[top], bgr[top + right], bgr[bottom], bgr[bottom + right]);
                small[at + 1] = mean(bgr[top + 1], bgr[top + right + 1], bgr[bottom + 1], bgr[bottom + right + 1]);
                small[at + 2] = mean(bgr[top + 2], bgr[top + right + 2], bgr[bottom + 2], bgr[bottom + right + 2]);
            }
        }
        return new Level(2 * scale, w, h, small);
    }

    private static byte mean(byte a, byte b, byte c, byte d) {
        return (byte) ((a & 0xFF) + (b & 0xFF) + (c & 0xFF) + (d & 0xFF) + 2 >> 2);
    }
}

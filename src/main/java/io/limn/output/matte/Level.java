package io.limn.output.matte;

import io.limn.frame.Frame;
import io.limn.parsing.CellGrid;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A level of the frame's image pyramid: each level averages 2x2 pixels of the one before.
 *
 * @param scale frame pixels per pixel of the level along each axis, a power of 2
 * @param bgr {@code height*width*3} bytes, blue first
 */
record Level(int scale, int width, int height, byte[] bgr) {
    private static final int CHANNELS = 3;
    private static final long LANES = 0x00FF00FF00FF00FFL;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * The levels of a frame, the frame itself first.
     *
     * @param coarsest the scale of the last level, a power of 2
     */
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

    /** Blue, green and red at the centre of each cell of a grid, 0..1, row-major. */
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

    /** The next level, half as wide and high. */
    Level half() {
        int w = (width + 1) / 2;
        int h = (height + 1) / 2;
        byte[] small = new byte[w * h * CHANNELS];
        // A pair of pixels is read as eight bytes, two more than it has, so the loop below handles the last pairs.
        int pairs = Math.max(0, width / 2 - 1);
        for (int y = 0; y < h; y++) {
            int top = 2 * y * width * CHANNELS;
            int bottom = Math.min(2 * y + 1, height - 1) * width * CHANNELS;
            int to = y * w * CHANNELS;
            for (int at = to; at < to + pairs * CHANNELS; at += CHANNELS, top += 2 * CHANNELS, bottom += 2 * CHANNELS) {
                mean((long) EIGHT.get(bgr, top), (long) EIGHT.get(bgr, bottom), small, at);
            }
            for (int x = pairs; x < w; x++, top += 2 * CHANNELS, bottom += 2 * CHANNELS) {
                int right = 2 * x + 1 < width ? CHANNELS : 0;
                for (int i = 0; i < CHANNELS; i++) {
                    small[to + x * CHANNELS + i] = (byte) ((bgr[top + i] & 0xFF)
                                    + (bgr[top + right + i] & 0xFF)
                                    + (bgr[bottom + i] & 0xFF)
                                    + (bgr[bottom + right + i] & 0xFF)
                                    + 2
                            >> 2);
                }
            }
        }
        return new Level(2 * scale, w, h, small);
    }

    /** Writes the mean of two pixels above and two below; each long holds b, g, r, b, g, r from its lowest byte. */
    private static void mean(long above, long below, byte[] into, int at) {
        // In lanes of 16 bits: b, r, g and g, b, r.
        long even = (above & LANES) + (below & LANES);
        long odd = (above >>> 8 & LANES) + (below >>> 8 & LANES);
        into[at] = (byte) ((int) even + (int) (odd >>> 16) + 2 >> 2);
        into[at + 1] = (byte) ((int) odd + (int) (even >>> 32) + 2 >> 2);
        into[at + 2] = (byte) ((int) (even >>> 16) + (int) (odd >>> 32) + 2 >> 2);
    }
}

package io.limn.output.matte;

import io.limn.frame.Frame;
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

    /** Half as wide and high. */
    Level half() {
        int w = (width + 1) / 2;
        int h = (height + 1) / 2;
        byte[] small = new byte[w * h * CHANNELS];
        for (int y = 0, at = 0; y < h; y++) {
            int top = 2 * y * width;
            int bottom = Math.min(2 * y + 1, height - 1) * width;
            for (int x = 0; x < w; x++) {
                int left = 2 * x;
                int right = Math.min(left + 1, width - 1);
                for (int c = 0; c < CHANNELS; c++, at++) {
                    int sum = (bgr[(top + left) * CHANNELS + c] & 0xFF)
                            + (bgr[(top + right) * CHANNELS + c] & 0xFF)
                            + (bgr[(bottom + left) * CHANNELS + c] & 0xFF)
                            + (bgr[(bottom + right) * CHANNELS + c] & 0xFF);
                    small[at] = (byte) (sum + 2 >> 2);
                }
            }
        }
        return new Level(2 * scale, w, h, small);
    }
}

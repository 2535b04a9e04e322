package io.limn.output;

import io.limn.output.exr.Channel;
import io.limn.output.exr.ExrWriter;

/**
 * A map of ids on its way into a file.
 *
 * @param ids one byte a pixel, row-major
 * @param channel that they are written to, as floats
 */
record ExrIds(byte[] ids, Channel channel) {
    void row(int y, int width, int index, ExrWriter file) {
        int start = y * width;
        for (int x = 0; x < width; ) {
            byte id = ids[start + x];
            int end = x + 1;
            while (end < width && ids[start + end] == id) {
                end++;
            }
            file.fill(index, id & 0xFF, x, end);
            x = end;
        }
    }
}

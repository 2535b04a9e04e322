package io.limn.output;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Colours over pixels in 16.16 fixed point: {@code out = pixel * keep[id] + add[id]}, run by run of equal ids.
 *
 * @param keep share of the pixel that stays, by id; 65536 for background
 * @param add the colour's share with rounding, three channels an id, blue first
 */
record Blend(int[] keep, int[] add) {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ONE = 1 << 16;
    private static final long EACH_BYTE = 0x0101010101010101L;

    /**
     * @param palette 256 colours as 0xRRGGBB; id 0 is background and stays untouched
     * @param opacity 0..1
     */
    static Blend of(int[] palette, double opacity) {
        int cover = (int) Math.round(opacity * ONE);
        int[] keep = new int[256];
        int[] add = new int[256 * 3];
        keep[0] = ONE;
        for (int id = 1; id < 256; id++) {
            keep[id] = ONE - cover;
            for (int channel = 0; channel < 3; channel++) {
                add[id * 3 + channel] = (palette[id] >> 8 * channel & 0xFF) * cover + ONE / 2;
            }
        }
        return new Blend(keep, add);
    }

    /**
     * One row of the frame under its colours.
     *
     * @param bgr the whole frame, three bytes per pixel
     * @param ids the whole map, one byte per pixel
     * @param first index of the row's first pixel
     * @param width pixels of the row
     * @param out receives red, green and blue of each pixel
     */
    void row(byte[] bgr, byte[] ids, int first, int width, byte[] out) {
        for (int x = 0; x < width; ) {
            byte id = ids[first + x];
            int end = runEnd(ids, first + x, first + width) - first;
            if (id == 0) {
                Rgb.of(bgr, first, out, x, end);
            } else {
                cover(bgr, id & 0xFF, first, x, end, out);
            }
            x = end;
        }
    }

    /** Index after the last of the ids that equal the one at {@code from}. */
    private static int runEnd(byte[] ids, int from, int to) {
        int end = from + 1;
        long eight = (ids[from] & 0xFF) * EACH_BYTE;
        while (end <= to - Long.BYTES && (long) LONGS.get(ids, end) == eight) {
            end += Long.BYTES;
        }
        while (end < to && ids[end] == ids[from]) {
            end++;
        }
        return end;
    }

    /**
     * Blue and red are multiplied together, in the two halves of a long: none of the products reaches 2^32. A fourth byte is written, which the
     * next pixel overwrites.
     */
    private void cover(byte[] bgr, int id, int first, int from, int to, byte[] out) {
        int share = keep[id];
        long addOuter = (long) add[id * 3 + 2] << 32 | add[id * 3];
        int addGreen = add[id * 3 + 1];
        int at = (first + from) * 3;
        for (int x = from; x < to - 1; x++, at += 3) {
            INTS.set(out, 3 * x, covered((int) INTS.get(bgr, at), share, addOuter, addGreen));
        }
        int last = bgr[at] & 0xFF | (bgr[at + 1] & 0xFF) << 8 | (bgr[at + 2] & 0xFF) << 16;
        int covered = covered(last, share, addOuter, addGreen);
        out[3 * to - 3] = (byte) covered;
        out[3 * to - 2] = (byte) (covered >> 8);
        out[3 * to - 1] = (byte) (covered >> 16);
    }

    /**
     * @param pixel blue in the lowest byte, then green, then red; the highest is ignored
     * @return red in the lowest byte, then green, then blue; the highest is 0
     */
    private static int covered(int pixel, int share, long addOuter, int addGreen) {
        long outer = ((long) (pixel & 0xFF0000) << 16 | pixel & 0xFF) * share + addOuter;
        int green = (pixel >>> 8 & 0xFF) * share + addGreen;
        return (int) (outer >>> 48) | green >>> 8 & 0xFF00 | (int) outer & 0xFF0000;
    }
}

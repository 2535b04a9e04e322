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
    private static final int ONE = 1 << 16;

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
     * @param out receives {@code out.length} pixels: red in the highest byte, then green, then blue
     */
    void row(byte[] bgr, byte[] ids, int first, int[] out) {
        for (int x = 0; x < out.length; ) {
            byte id = ids[first + x];
            int end = x + 1;
            while (end < out.length && ids[first + end] == id) {
                end++;
            }
            if (id == 0) {
                copy(bgr, first, x, end, out);
            } else {
                cover(bgr, id & 0xFF, first, x, end, out);
            }
            x = end;
        }
    }

    private static void copy(byte[] bgr, int first, int from, int to, int[] out) {
        for (int x = from, at = (first + from) * 3; x < to; x++, at += 3) {
            out[x] = pixel(bgr, at) << 8;
        }
    }

    /** Blue and red are multiplied together, in the two halves of a long: none of the products reaches 2^32. */
    private void cover(byte[] bgr, int id, int first, int from, int to, int[] out) {
        int share = keep[id];
        long addOuter = (long) add[id * 3 + 2] << 32 | add[id * 3];
        int addGreen = add[id * 3 + 1];
        for (int x = from, at = (first + from) * 3; x < to; x++, at += 3) {
            int pixel = pixel(bgr, at);
            long outer = ((long) (pixel & 0xFF0000) << 16 | pixel & 0xFF) * share + addOuter;
            int green = (pixel >>> 8 & 0xFF) * share + addGreen;
            out[x] = (int) (outer >>> 24) & 0xFF000000 | green & 0xFF0000 | (int) (outer >>> 8) & 0xFF00;
        }
    }

    /** Blue in the lowest byte, then green, then red; the highest holds whatever follows. */
    private static int pixel(byte[] bgr, int at) {
        return at + Integer.BYTES <= bgr.length
                ? (int) INTS.get(bgr, at)
                : bgr[at] & 0xFF | (bgr[at + 1] & 0xFF) << 8 | bgr[at + 2] << 16;
    }
}

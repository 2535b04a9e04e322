package io.limn.output;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Rows of pixels as red, green and blue bytes. */
public final class Rgb {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** The first byte of each of two pixels. */
    private static final long FIRST = 0xFF0000FFL;

    private static final long MIDDLE = FIRST << 8;

    private Rgb() {}

    /**
     * Blue, green, red turned around, two pixels at a time; what this writes beyond the second is overwritten by the next two.
     *
     * @param first index of the row's first pixel in {@code bgr}
     * @param from first column to be written
     * @param to column after the last
     */
    static void of(byte[] bgr, int first, byte[] rgb, int from, int to) {
        int at = 3 * (first + from);
        int out = 3 * from;
        int end = 3 * to;
        for (; out + Long.BYTES <= end && at + Long.BYTES <= bgr.length; at += 6, out += 6) {
            long two = (long) LONGS.get(bgr, at);
            LONGS.set(rgb, out, (two & FIRST) << 16 | two & MIDDLE | two >>> 16 & FIRST);
        }
        for (; out < end; at += 3, out += 3) {
            rgb[out] = bgr[at + 2];
            rgb[out + 1] = bgr[at + 1];
            rgb[out + 2] = bgr[at];
        }
    }

    /**
     * @param pixels rows of as many pixels as {@code rgb} has, 0xRRGGBB each
     * @param y the row
     */
    public static void row(int[] pixels, int y, byte[] rgb) {
        for (int out = 0, at = y * (rgb.length / 3); out < rgb.length; out += 3, at++) {
            rgb[out] = (byte) (pixels[at] >> 16);
            rgb[out + 1] = (byte) (pixels[at] >> 8);
            rgb[out + 2] = (byte) pixels[at];
        }
    }
}

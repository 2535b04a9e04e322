package io.limn.frame.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A row of pixels as Leptonica holds it, {@code 0xRRGGBBAA} each, turned into three bytes a pixel. */
final class BgrRow {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private BgrRow() {}

    /**
     * Four pixels are written as three ints: a third of the stores that single bytes need.
     *
     * @param at where in {@code bgr} the row begins
     */
    static void of(int[] rgba, byte[] bgr, int at) {
        int to = at;
        int x = 0;
        for (; x <= rgba.length - 4; x += 4, to += 12) {
            int first = rgba[x] >>> 8;
            int second = rgba[x + 1] >>> 8;
            int third = rgba[x + 2] >>> 8;
            int fourth = rgba[x + 3] >>> 8;
            INTS.set(bgr, to, first | second << 24);
            INTS.set(bgr, to + 4, second >>> 8 | third << 16);
            INTS.set(bgr, to + 8, third >>> 16 | fourth << 8);
        }
        for (; x < rgba.length; x++, to += 3) {
            bgr[to] = (byte) (rgba[x] >> 8);
            bgr[to + 1] = (byte) (rgba[x] >> 16);
            bgr[to + 2] = (byte) (rgba[x] >> 24);
        }
    }
}

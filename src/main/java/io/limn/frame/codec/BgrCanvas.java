package io.limn.frame.codec;

import java.util.Arrays;

/**
 * The frame's pixels while they are decoded: they are composited over black as they arrive. An alpha channel that hides the whole picture
 * hides nothing: where every pixel is clear, the colours under it are the picture (as of a renderer that wrote no alpha).
 */
final class BgrCanvas {
    private final byte[] bgr;
    private boolean allClear = true;
    private boolean written;

    BgrCanvas(int width, int height) {
        bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    }

    byte[] bgr() {
        return bgr;
    }

    /** @param pixel index, row by row */
    void put(int pixel, int red, int green, int blue) {
        int at = pixel * 3;
        bgr[at] = (byte) blue;
        bgr[at + 1] = (byte) green;
        bgr[at + 2] = (byte) red;
    }

    /**
     * A picture with alpha puts all its pixels through this one.
     *
     * @param alpha 0..255
     * @param associated whether the colours are multiplied with alpha already
     */
    void put(int pixel, int red, int green, int blue, int alpha, boolean associated) {
        if (alpha == 0) {
            if (allClear) {
                put(pixel, red, green, blue);
                written = true;
            }
            return;
        }
        if (allClear) {
            if (written) {
                Arrays.fill(bgr, (byte) 0);
            }
            allClear = false;
        }
        if (associated || alpha == 255) {
            put(pixel, red, green, blue);
        } else {
            put(pixel, times(red, alpha), times(green, alpha), times(blue, alpha));
        }
    }

    private static int times(int value, int alpha) {
        return (value * alpha + 127) / 255;
    }
}

package io.limn.edit;

/**
 * What a stroke covers: a box of the frame, and how much of each of its pixels.
 *
 * @param left of the box, inside the frame
 * @param top of the box, inside the frame
 * @param alpha {@code height*width} unsigned bytes, row-major; 255 is all of the pixel
 */
record Area(int left, int top, int width, int height, byte[] alpha) {
    /** From here on a pixel changes its id. */
    static final int HALF = 128;

    /** What a pixel of an area costs, where one that is looked at from a segment costs 1: several passes, each much shorter. */
    static final long PASSES = 1;

    static final Area NONE = new Area(0, 0, 0, 0, new byte[0]);

    int right() {
        return left + width;
    }

    int bottom() {
        return top + height;
    }

    boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** 0..255; 0 outside the box. */
    int at(int x, int y) {
        return x < left || y < top || x >= left + width || y >= top + height
                ? 0
                : alpha[(y - top) * width + x - left] & 0xFF;
    }

    boolean covers(int x, int y) {
        return at(x, y) >= HALF;
    }
}

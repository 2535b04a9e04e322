package io.limn.edit;

/**
 * The pixels that a stroke covers: a box of the frame, and the alpha of each of its pixels.
 *
 * @param left of the box, inside the frame
 * @param top of the box, inside the frame
 * @param alpha {@code height*width} unsigned bytes, row-major; 255 covers the whole pixel
 */
record Area(int left, int top, int width, int height, byte[] alpha) {
    /** The least alpha at which a pixel changes its id. */
    static final int HALF = 128;

    /** The cost of a pixel of an area, in units of one pixel tested against a brush segment: there are several passes over it, each much cheaper. */
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

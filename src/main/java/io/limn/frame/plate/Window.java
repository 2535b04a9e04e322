package io.limn.frame.plate;

/** A rectangle of pixels as in OpenEXR: both corners are inside, y grows downwards. */
public record Window(int left, int top, int right, int bottom) {
    /** From the origin on. */
    public static Window of(int width, int height) {
        return new Window(0, 0, width - 1, height - 1);
    }

    public int width() {
        return right - left + 1;
    }

    public int height() {
        return bottom - top + 1;
    }
}

package io.limn.output.matte;

/** A rectangle of pixels; left and top are inclusive. */
public record Window(int left, int top, int width, int height) {
    /** The column after the last. */
    public int right() {
        return left + width;
    }

    /** The row after the last. */
    public int bottom() {
        return top + height;
    }

    /** The window extended by a margin on each side, clipped to a plane's size. */
    Window grown(int margin, int planeWidth, int planeHeight) {
        int x = Math.max(0, left - margin);
        int y = Math.max(0, top - margin);
        return new Window(
                x, y, Math.min(planeWidth, right() + margin) - x, Math.min(planeHeight, bottom() + margin) - y);
    }
}

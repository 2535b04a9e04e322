package io.limn.output.matte;

/** A rectangle of pixels: left and top inclusive. */
public record Window(int left, int top, int width, int height) {
    /** Past the last column. */
    public int right() {
        return left + width;
    }

    /** Past the last row. */
    public int bottom() {
        return top + height;
    }

    /** Larger by a margin at each side, as far as a plane reaches. */
    Window grown(int margin, int planeWidth, int planeHeight) {
        int x = Math.max(0, left - margin);
        int y = Math.max(0, top - margin);
        return new Window(
                x, y, Math.min(planeWidth, right() + margin) - x, Math.min(planeHeight, bottom() + margin) - y);
    }
}

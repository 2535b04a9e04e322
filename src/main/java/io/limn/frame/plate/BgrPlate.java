package io.limn.frame.plate;

/** A plate of 8 bits: the view itself. */
public record BgrPlate(int width, byte[] bgr) implements PlatePixels {
    @Override
    public boolean alpha() {
        return false;
    }

    @Override
    public boolean associated() {
        return false;
    }

    @Override
    public void row(int y, float[] rgba) {
        for (int x = 0, at = y * width * 3, to = 0; x < width; x++, at += 3, to += 4) {
            rgba[to] = (bgr[at + 2] & 0xFF) / 255f;
            rgba[to + 1] = (bgr[at + 1] & 0xFF) / 255f;
            rgba[to + 2] = (bgr[at] & 0xFF) / 255f;
            rgba[to + 3] = 1;
        }
    }
}

package io.limn.parsing;

/**
 * One region of a frame as a network gave it, which may overlap others.
 *
 * @param label the id to paint, 1..255
 * @param score 0..1; of two regions equally large the surer one lies on top
 * @param bounds where the region lies, within the frame
 * @param inside {@code bounds.height()*bounds.width()} bytes, row-major; other than 0 where the region is. Owned by the mask
 *     and never written to
 */
public record Mask(int label, float score, Box bounds, byte[] inside) {
    public Mask {
        if (label < 1 || label > 255) {
            throw new IllegalArgumentException("a mask's label is 1..255, not " + label);
        }
        if (bounds.width() < 1 || bounds.height() < 1) {
            throw new IllegalArgumentException("a mask has at least one pixel, not " + bounds);
        }
        if (inside.length != Math.multiplyExact(bounds.width(), bounds.height())) {
            throw new IllegalArgumentException("a mask of " + bounds.width() + "x" + bounds.height()
                    + " needs one byte a pixel, got " + inside.length);
        }
    }

    /** Pixels of the region. */
    public int area() {
        int area = 0;
        for (byte pixel : inside) {
            area += pixel != 0 ? 1 : 0;
        }
        return area;
    }
}

package io.limn.frame.plate;

/**
 * A plate's pixels with the file's own depth and colour space, upright, of the frame's size: outside the data window it is transparent
 * black. Immutable; thread-safe.
 */
public interface PlatePixels {
    /** Whether the plate has alpha; without it alpha reads as 1. */
    boolean alpha();

    /** Whether the colours are multiplied by alpha, as they are in EXR by convention. */
    boolean associated();

    /**
     * @param y 0 is the top row
     * @param rgba receives the row's pixels, red first, four floats each. Integer samples are scaled to 0..1; floating-point
     *     samples come as they are, also above 1, below 0, infinite or NaN
     */
    void row(int y, float[] rgba);
}

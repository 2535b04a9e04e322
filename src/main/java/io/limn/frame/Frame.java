package io.limn.frame;

/**
 * A decoded, upright picture: 8-bit sRGB, alpha already laid over black, EXIF rotation already applied.
 *
 * @param width pixels a row, at least 1
 * @param height rows, at least 1
 * @param bgr {@code height*width*3} bytes, row-major, blue-green-red interleaved; owned by the frame and never written to
 *     after construction
 */
public record Frame(int width, int height, byte[] bgr) {
    public Frame {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a frame has at least one pixel, not " + width + "x" + height);
        }
        if (bgr.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException(
                    width + "x" + height + " needs three bytes per pixel, got " + bgr.length);
        }
    }

    public long pixels() {
        return (long) width * height;
    }
}

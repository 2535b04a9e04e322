package io.limn.model.input;

/**
 * Every frame is squashed or stretched to one size, whatever its shape, and fills the tensor; as most published parsing networks were
 * trained and exported.
 *
 * @param width of the tensor
 * @param height of the tensor
 */
public record Stretch(int width, int height) implements SizeRule {
    /** What networks of free size want their sides to be multiples of. */
    private static final int USUAL_STRIDE = 32;

    public Stretch {
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("width and height must be at least 1 and together at most " + MOST_PIXELS
                    + " pixels, not " + width + " and " + height);
        }
    }

    @Override
    public InputSize plan(int frameWidth, int frameHeight) {
        return new InputSize(frameWidth, frameHeight, width, height, width, height);
    }

    /** About this many pixels of the same shape, in multiples of 32 a side. */
    @Override
    public Stretch withPixels(long pixels) {
        double scale = Math.sqrt((double) pixels / ((long) width * height));
        return new Stretch(near(width * scale), near(height * scale));
    }

    private static int near(double side) {
        return (int) Math.max(1, Math.round(side / USUAL_STRIDE)) * USUAL_STRIDE;
    }

    @Override
    public int stride() {
        return 1;
    }

    /** The frame fills the tensor, so that the last cells may be cut off at its edge. */
    @Override
    public boolean allows(int cellStride) {
        return true;
    }
}

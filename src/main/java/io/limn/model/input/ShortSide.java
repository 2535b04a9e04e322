package io.limn.model.input;

/**
 * Every frame, small or large, is scaled until its short side has a length, or its long side another, whichever comes first;
 * its shape is kept up to rounding. As Detectron2 does, which networks of its family were trained with.
 *
 * @param shortSide pixels of the short side
 * @param longSide pixels that the long side may have at most
 * @param stride the tensor's sides are multiples of it
 */
public record ShortSide(int shortSide, int longSide, int stride) implements SizeRule {
    public ShortSide {
        SizeRule.checkStride(stride);
        if (shortSide < 1 || longSide < shortSide || (long) shortSide * longSide > MOST_PIXELS) {
            throw new IllegalArgumentException("shortSide must be 1..longSide and both together at most " + MOST_PIXELS
                    + " pixels, not " + shortSide + " and " + longSide);
        }
    }

    @Override
    public InputSize plan(int frameWidth, int frameHeight) {
        double scale = Math.min(
                (double) shortSide / Math.min(frameWidth, frameHeight),
                (double) longSide / Math.max(frameWidth, frameHeight));
        return InputSize.scaled(frameWidth, frameHeight, scale, stride);
    }

    /** Both sides scaled so that a frame of 4:3 has about this many pixels. */
    @Override
    public ShortSide withPixels(long pixels) {
        double scale = Math.sqrt(pixels * 3.0 / 4) / shortSide;
        int shorter = (int) Math.max(stride, Math.round(shortSide * scale));
        return new ShortSide(shorter, (int) Math.max(shorter, Math.round(longSide * scale)), stride);
    }
}

package io.limn.model.input;

/**
 * A number of pixels that every frame is scaled down to, whatever its shape; the shape is kept. A frame so long and narrow
 * that padding to the stride would cost more than the budget is scaled down further, so the tensor's size stays bounded.
 *
 * @param pixels of content at most, give or take rounding
 * @param stride the tensor's sides are multiples of it
 * @param enlarge the largest scale; 1 never enlarges a small frame
 */
public record Budget(long pixels, int stride, double enlarge) implements SizeRule {
    public Budget {
        SizeRule.checkStride(stride);
        if (pixels < (long) stride * stride || pixels > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "pixels must be " + (long) stride * stride + ".." + MOST_PIXELS + ", not " + pixels);
        }
        if (!(enlarge > 0 && enlarge <= 16)) {
            throw new IllegalArgumentException("enlarge must be above 0 and at most 16, not " + enlarge);
        }
    }

    @Override
    public InputSize plan(int frameWidth, int frameHeight) {
        double scale = Math.min(enlarge, Math.sqrt(pixels / ((double) frameWidth * frameHeight)));
        double longest = (double) pixels / stride / Math.max(frameWidth, frameHeight);
        scale = Math.min(scale, longest);
        return InputSize.scaled(frameWidth, frameHeight, scale, stride);
    }

    @Override
    public Budget withPixels(long otherPixels) {
        return new Budget(otherPixels, stride, enlarge);
    }
}

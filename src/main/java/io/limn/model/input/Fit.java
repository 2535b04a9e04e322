package io.limn.model.input;

/**
 * Every frame lies centred in a tensor of one size. A frame that is larger is scaled down until it fits, its shape kept and its
 * sides rounded down; a smaller one stays as it is. Grey surrounds it, unless it misses the size by less than two pixels a side.
 *
 * @param width of the tensor, a multiple of the stride
 * @param height of the tensor, a multiple of the stride
 * @param stride of the network
 * @param grey 0..255
 */
public record Fit(int width, int height, int stride, int grey) implements SizeRule {
    public Fit {
        SizeRule.checkStride(stride);
        if (width < stride || height < stride || width % stride != 0 || height % stride != 0) {
            throw new IllegalArgumentException(
                    "width and height must be multiples of stride " + stride + ", not " + width + " and " + height);
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("width times height must be at most " + MOST_PIXELS + " pixels");
        }
        if (grey < 0 || grey > 255) {
            throw new IllegalArgumentException("grey must be 0..255, not " + grey);
        }
    }

    @Override
    public InputSize plan(int frameWidth, int frameHeight) {
        int contentWidth = frameWidth;
        int contentHeight = frameHeight;
        if (frameWidth > width || frameHeight > height) {
            boolean wide = (long) frameWidth * height >= (long) frameHeight * width;
            contentWidth = wide ? width : scaled(frameWidth, height, frameHeight);
            contentHeight = wide ? scaled(frameHeight, width, frameWidth) : height;
        }
        int left = (width - contentWidth) / 2;
        int top = (height - contentHeight) / 2;
        int around = left == 0 && top == 0 ? InputSize.ZEROS : grey;
        return new InputSize(frameWidth, frameHeight, contentWidth, contentHeight, left, top, width, height, around);
    }

    private static int scaled(int side, int to, int from) {
        return (int) Math.max(1, (long) side * to / from);
    }

    /** A size of the same shape with about this many pixels. */
    @Override
    public Fit withPixels(long pixels) {
        double scale = Math.sqrt((double) pixels / ((long) width * height));
        return new Fit(near(width * scale), near(height * scale), stride, grey);
    }

    private int near(double side) {
        return (int) Math.max(1, Math.round(side / stride)) * stride;
    }
}

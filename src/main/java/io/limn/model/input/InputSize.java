package io.limn.model.input;

/**
 * How a frame lies in the network's input: resized to the content size, at a place in the tensor.
 *
 * @param frameWidth of the frame, in pixels
 * @param frameHeight of the frame, in pixels
 * @param contentWidth of the resized frame, 1..{@code width}
 * @param contentHeight of the resized frame, 1..{@code height}
 * @param left columns of the tensor before the content
 * @param top rows of the tensor above the content
 * @param width of the tensor, a multiple of the network's stride
 * @param height of the tensor, a multiple of the network's stride
 * @param around the grey value 0..255 that surrounds the content, or {@link #ZEROS}
 */
public record InputSize(
        int frameWidth,
        int frameHeight,
        int contentWidth,
        int contentHeight,
        int left,
        int top,
        int width,
        int height,
        int around) {
    /** Around the content the tensor itself is 0, whatever colour that is. */
    public static final int ZEROS = -1;

    public InputSize {
        if (contentWidth < 1
                || contentHeight < 1
                || left < 0
                || top < 0
                || left + contentWidth > width
                || top + contentHeight > height) {
            throw new IllegalArgumentException(contentWidth + "x" + contentHeight + " pixels at " + left + "," + top
                    + " do not fit a tensor of " + width + "x" + height);
        }
    }

    /** Content at the top left, zeros to the right and below. */
    public InputSize(int frameWidth, int frameHeight, int contentWidth, int contentHeight, int width, int height) {
        this(frameWidth, frameHeight, contentWidth, contentHeight, 0, 0, width, height, ZEROS);
    }

    /** A frame of this size scaled, at the top left, zeros filling up to the stride. */
    static InputSize scaled(int frameWidth, int frameHeight, double scale, int stride) {
        int contentWidth = (int) Math.max(1, Math.round(frameWidth * scale));
        int contentHeight = (int) Math.max(1, Math.round(frameHeight * scale));
        return new InputSize(
                frameWidth,
                frameHeight,
                contentWidth,
                contentHeight,
                (contentWidth + stride - 1) / stride * stride,
                (contentHeight + stride - 1) / stride * stride);
    }

    /** The same place in the input for a frame with other pixels: a squeezed one, planned for as it is when shown. */
    public InputSize ofFrame(int width, int height) {
        return new InputSize(width, height, contentWidth, contentHeight, left, top, this.width, this.height, around);
    }

    /** Cells of an output along a side of the tensor, the last one possibly partial. */
    public static int cells(int side, int stride) {
        return (side + stride - 1) / stride;
    }

    /** Pixels of one plane of the tensor. */
    public int plane() {
        return Math.multiplyExact(width, height);
    }
}

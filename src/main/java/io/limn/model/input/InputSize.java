package io.limn.model.input;

/**
 * How a frame lies in the network's input: resized to the content size, at the top left, zeros to the right and below.
 *
 * @param frameWidth of the frame, in pixels
 * @param frameHeight of the frame, in pixels
 * @param contentWidth of the resized frame, 1..{@code width}
 * @param contentHeight of the resized frame, 1..{@code height}
 * @param width of the tensor, a multiple of the network's stride
 * @param height of the tensor, a multiple of the network's stride
 */
public record InputSize(
        int frameWidth, int frameHeight, int contentWidth, int contentHeight, int width, int height) {
    public InputSize {
        if (contentWidth < 1 || contentHeight < 1 || contentWidth > width || contentHeight > height) {
            throw new IllegalArgumentException(
                    contentWidth + "x" + contentHeight + " pixels do not fit a tensor of " + width + "x" + height);
        }
    }

    /** Pixels of one plane of the tensor. */
    public int plane() {
        return Math.multiplyExact(width, height);
    }
}

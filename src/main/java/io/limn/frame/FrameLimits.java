package io.limn.frame;

/**
 * The checked limits of {@link FrameConfig}.
 *
 * @param maxBytes of a file, at least 1
 * @param maxPixels width times height, at most what one Java array of three bytes a pixel can hold
 */
public record FrameLimits(long maxBytes, long maxPixels) {
    private static final long MOST_PIXELS = (Integer.MAX_VALUE - 16) / 3;

    public FrameLimits {
        if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(
                    "limn.frame.max-bytes is " + maxBytes + ": give it a size from 1 to 2147483631 bytes, e.g. 64M");
        }
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            throw new IllegalArgumentException("limn.frame.max-pixels is " + maxPixels + ": give it a number from 1 to "
                    + MOST_PIXELS + ", e.g. 100M");
        }
    }

    /**
     * @throws IllegalArgumentException naming the key, its value and the fix
     */
    public static FrameLimits of(FrameConfig config) {
        return new FrameLimits(
                config.maxBytes().asLongValue(), config.maxPixels().pixels());
    }
}

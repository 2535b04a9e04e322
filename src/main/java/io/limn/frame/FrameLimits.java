package io.limn.frame;

import io.limn.config.Setting;

/**
 * The checked limits of {@link FrameConfig}.
 *
 * @param maxBytes of a file, at least 1
 * @param maxPixels width times height, at most what one Java array of three bytes per pixel can hold
 */
public record FrameLimits(long maxBytes, long maxPixels) {
    private static final long MOST_BYTES = Integer.MAX_VALUE - 16;
    private static final long MOST_PIXELS = (Integer.MAX_VALUE - 16) / 3;

    public FrameLimits {
        Setting.require(
                maxBytes >= 1 && maxBytes <= MOST_BYTES,
                "limn.frame.max-bytes",
                maxBytes,
                "use 1 to " + MOST_BYTES + " bytes, e.g. 64M");
        Setting.between("limn.frame.max-pixels", maxPixels, 1, MOST_PIXELS, "100M");
    }

    /**
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static FrameLimits of(FrameConfig config) {
        return new FrameLimits(
                config.maxBytes().asLongValue(), config.maxPixels().pixels());
    }
}

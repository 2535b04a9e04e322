package io.limn.output.exr;

import java.nio.charset.StandardCharsets;

/**
 * A channel of an EXR file, with one sample per pixel.
 *
 * @param name e.g. {@code left-arm.A}: the layer's name, a period, and the channel's name in the layer
 */
public record Channel(String name, PixelType type) {
    /** The longest name in UTF-8 bytes; more than 31 need the file's flag for long names. */
    private static final int LONGEST = 255;

    public Channel {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > LONGEST || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'" + name + "' can't be a channel's name");
        }
    }
}

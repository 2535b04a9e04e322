package io.limn.frame;

import io.limn.frame.header.FrameFormat;

/**
 * What a frame's first bytes claim, read without decoding a pixel.
 *
 * @param format by content
 * @param width upright width, after EXIF rotation
 * @param height upright height, after EXIF rotation
 * @param orientation EXIF orientation 1..8 that decoding will undo; 1 where there is none
 */
public record FrameHeader(FrameFormat format, int width, int height, int orientation) {
    public long pixels() {
        return (long) width * height;
    }
}

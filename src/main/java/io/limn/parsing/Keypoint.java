package io.limn.parsing;

/**
 * A joint that was found.
 *
 * @param name COCO's joint name, e.g. {@code left-wrist}
 * @param x in frame pixels, 0 is the left edge of the first pixel
 * @param y in frame pixels, 0 is the top edge of the first pixel
 * @param score 0..1
 */
public record Keypoint(String name, float x, float y, float score) {}

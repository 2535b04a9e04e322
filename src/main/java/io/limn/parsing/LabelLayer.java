package io.limn.parsing;

import io.limn.label.LabelSet;

/**
 * One label map of a frame.
 *
 * @param labels what the ids mean
 * @param width the frame's width
 * @param height the frame's height
 * @param ids {@code height*width} unsigned bytes, row-major; each below {@code labels.size()}
 */
public record LabelLayer(LabelSet labels, int width, int height, byte[] ids) {
    public LabelLayer {
        if (ids.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(width + "x" + height + " ids expected, got " + ids.length);
        }
    }

    /** Pixels per label id, index = id. */
    public long[] counts() {
        long[] counts = new long[256];
        for (byte id : ids) {
            counts[id & 0xFF]++;
        }
        return java.util.Arrays.copyOf(counts, labels.size());
    }
}

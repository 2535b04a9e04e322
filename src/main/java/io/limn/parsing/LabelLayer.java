package io.limn.parsing;

import io.limn.label.LabelSet;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One label map of a frame.
 *
 * @param labels what the ids mean
 * @param width the frame's width
 * @param height the frame's height
 * @param ids {@code height*width} unsigned bytes, row-major; each below {@code labels.size()}
 */
public record LabelLayer(LabelSet labels, int width, int height, byte[] ids) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONE_EACH = 0x0101010101010101L;

    public LabelLayer {
        if (ids.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(width + "x" + height + " ids expected, got " + ids.length);
        }
    }

    /** Pixels per label id, index = id. */
    public long[] counts() {
        long[] counts = new long[256];
        int at = 0;
        // Adding to the same counter pixel by pixel waits for the memory each time; most pixels lie among others of
        // their id.
        for (; at <= ids.length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONGS.get(ids, at);
            int id = (int) (eight & 0xFF);
            if (eight == id * ONE_EACH) {
                counts[id] += Long.BYTES;
            } else {
                count(at, at + Long.BYTES, counts);
            }
        }
        count(at, ids.length, counts);
        return Arrays.copyOf(counts, labels.size());
    }

    private void count(int from, int to, long[] counts) {
        for (int at = from; at < to; at++) {
            counts[ids[at] & 0xFF]++;
        }
    }
}

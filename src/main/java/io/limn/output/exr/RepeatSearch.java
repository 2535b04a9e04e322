package io.limn.output.exr;

import io.limn.output.zlib.ZlibWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds runs and repeats of earlier segments: R, G and B of a white matte, or a person's matte that equals that of all people. For each
 * hash of four bytes only the last position is kept. Not thread-safe.
 */
final class RepeatSearch {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int KEY = Integer.BYTES;
    private static final int HASH_BITS = 13;
    private static final int HASH = 0x9E3779B1;

    private final ZlibWriter out;
    /** By hash: index of the bytes in the array, end of their segment (0 for none), and their offset in the stream minus that index. */
    private final int[] begins = new int[1 << HASH_BITS];

    private final int[] ends = new int[1 << HASH_BITS];
    private final long[] shifts = new long[1 << HASH_BITS];

    RepeatSearch(ZlibWriter out) {
        this.out = out;
    }

    /** Forgets all segments, so that the array may be overwritten. */
    void clear() {
        Arrays.fill(ends, 0);
    }

    /**
     * Writes a segment.
     *
     * @param bytes must still contain the earlier segments
     * @param position of the segment in the stream
     */
    void write(byte[] bytes, int from, int to, long position) {
        long shift = position - from;
        int lastKey = to - KEY;
        for (int i = from; i < to; ) {
            if (i > lastKey) {
                out.literal(bytes[i++]);
                continue;
            }
            int key = (int) INT.get(bytes, i);
            if (i - from >= 2 && key == (int) INT.get(bytes, i - 2)) {
                int end = i + KEY;
                while (end < to && bytes[end] == bytes[end - 2]) {
                    end++;
                }
                out.match(end - i, 2);
                i = end;
                continue;
            }
            int hash = key * HASH >>> Integer.SIZE - HASH_BITS;
            int begin = begins[hash];
            int end = ends[hash];
            long distance = shift + i - shifts[hash] - begin;
            begins[hash] = i;
            ends[hash] = to;
            shifts[hash] = shift;
            if (begin + KEY <= end && distance <= ZlibWriter.FARTHEST && key == (int) INT.get(bytes, begin)) {
                int most = Math.min(to - i, end - begin);
                int length = KEY;
                while (length < most && bytes[i + length] == bytes[begin + length]) {
                    length++;
                }
                out.match(length, (int) distance);
                i += length;
            } else {
                out.literal(bytes[i++]);
            }
        }
    }
}

package io.limn.output.exr;

import io.limn.output.zlib.ZlibWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds runs, and pieces that stood before: R, G and B of a white matte, a person's matte that is also everybody's. Of each four bytes
 * only the last place is known. For one thread.
 */
final class RepeatSearch {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int KEY = Integer.BYTES;
    private static final int HASH_BITS = 13;
    private static final int HASH = 0x9E3779B1;

    private final ZlibWriter out;
    /** By hash: where such bytes begin, where their piece ends, and how much later in the stream they are than in the array; 0 none. */
    private final int[] begins = new int[1 << HASH_BITS];

    private final int[] ends = new int[1 << HASH_BITS];
    private final long[] shifts = new long[1 << HASH_BITS];

    RepeatSearch(ZlibWriter out) {
        this.out = out;
    }

    /** Forgets all pieces, so that their array may be written again. */
    void clear() {
        Arrays.fill(ends, 0);
    }

    /**
     * Writes a piece.
     *
     * @param bytes the same array's earlier pieces are still in it
     * @param position of the piece in the stream
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

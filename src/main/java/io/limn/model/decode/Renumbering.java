package io.limn.model.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Gives the ids of a map new numbers, eight pixels at a time where they are equal, as most are.
 *
 * @param ids by old id, 256 of them; that of 0 is 0
 */
record Renumbering(byte[] ids) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH_BYTE = 0x0101010101010101L;

    /** Changes the map in place. */
    void apply(byte[] map) {
        int at = 0;
        for (; at <= map.length - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONGS.get(map, at);
            if (eight == 0) {
                continue;
            }
            int id = (int) (eight & 0xFF);
            if (eight == id * EACH_BYTE) {
                LONGS.set(map, at, (ids[id] & 0xFF) * EACH_BYTE);
            } else {
                apply(map, at, at + Long.BYTES);
            }
        }
        apply(map, at, map.length);
    }

    private void apply(byte[] map, int from, int to) {
        for (int at = from; at < to; at++) {
            map[at] = ids[map[at] & 0xFF];
        }
    }
}

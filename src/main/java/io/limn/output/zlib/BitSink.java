package io.limn.output.zlib;

import java.util.Arrays;

/** A growing array of bits, the first of each byte lowest. */
final class BitSink {
    private byte[] bytes = new byte[1 << 14];
    private int count;
    private long pending;
    private int waiting;

    void clear() {
        count = 0;
        pending = 0;
        waiting = 0;
    }

    /**
     * @param bits nothing above {@code number}
     * @param number up to 32
     */
    void put(int bits, int number) {
        pending |= (bits & 0xFFFFFFFFL) << waiting;
        waiting += number;
        if (waiting >= Integer.SIZE) {
            if (count + Integer.BYTES > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            bytes[count] = (byte) pending;
            bytes[count + 1] = (byte) (pending >>> 8);
            bytes[count + 2] = (byte) (pending >>> 16);
            bytes[count + 3] = (byte) (pending >>> 24);
            count += Integer.BYTES;
            pending >>>= Integer.SIZE;
            waiting -= Integer.SIZE;
        }
    }

    /** Fills the last byte with zeros. */
    void align() {
        put(0, -waiting & Byte.SIZE - 1);
    }

    /** What was put, the last byte filled with zeros. */
    byte[] toByteArray() {
        int rest = (waiting + Byte.SIZE - 1) / Byte.SIZE;
        byte[] all = Arrays.copyOf(bytes, count + rest);
        for (int i = 0; i < rest; i++) {
            all[count + i] = (byte) (pending >>> Byte.SIZE * i);
        }
        return all;
    }
}

package io.limn.frame.codec;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** PackBits: a count of literals, or of repetitions of one byte (TIFF 6.0, section 9). */
final class PackBitsStream extends InputStream {
    private final byte[] packed;
    private final int end;
    private int at;
    private int literals;
    private int repetitions;
    private byte repeated;

    PackBitsStream(byte[] packed, int from, int size) {
        this.packed = packed;
        this.at = from;
        this.end = from + size;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, to.length);
        int done = 0;
        while (done < length && (literals > 0 || repetitions > 0 || head())) {
            int count = Math.min(length - done, literals > 0 ? literals : repetitions);
            if (literals > 0) {
                count = Math.min(count, end - at);
                if (count <= 0) {
                    break;
                }
                System.arraycopy(packed, at, to, offset + done, count);
                at += count;
                literals -= count;
            } else {
                Arrays.fill(to, offset + done, offset + done + count, repeated);
                repetitions -= count;
            }
            done += count;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    private boolean head() {
        while (at < end) {
            int head = packed[at++];
            if (head >= 0) {
                literals = head + 1;
                return true;
            }
            if (head > -128 && at < end) {
                repetitions = 1 - head;
                repeated = packed[at++];
                return true;
            }
        }
        return false;
    }
}

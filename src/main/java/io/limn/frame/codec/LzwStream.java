package io.limn.frame.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * LZW as in TIFF (TIFF 6.0, section 13): codes of 9 to 12 bits, high bit first, a bit longer one code early. Streams of
 * before TIFF 6.0, low bit first and not early, are told by their first clear code.
 */
final class LzwStream extends InputStream {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int MOST = 4096;

    private final byte[] packed;
    private final int end;
    private final boolean old;
    private final int[] prefix = new int[MOST];
    private final byte[] suffix = new byte[MOST];
    private final byte[] expanded = new byte[MOST + 1];
    private int at;
    private int from = expanded.length;
    private int held;
    private int free;
    private int codeBits = 9;
    private int next = END + 1;
    private int previous = -1;
    private byte first;
    private boolean ended;

    LzwStream(byte[] packed, int from, int size) {
        this.packed = packed;
        this.at = from;
        this.end = from + size;
        this.old = size >= 2 && packed[from] == 0 && (packed[from + 1] & 1) == 1;
        for (int i = 0; i < CLEAR; i++) {
            suffix[i] = (byte) i;
            prefix[i] = -1;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        int done = 0;
        while (done < length && (from < expanded.length || expand())) {
            int count = Math.min(length - done, expanded.length - from);
            System.arraycopy(expanded, from, to, offset + done, count);
            from += count;
            done += count;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    /** Expands the next code into the end of the buffer. */
    private boolean expand() throws IOException {
        int code = ended ? -1 : code();
        while (code == CLEAR) {
            codeBits = 9;
            next = END + 1;
            previous = -1;
            code = code();
        }
        if (code < 0 || code == END) {
            ended = true;
            return false;
        }
        boolean unknown = code >= next;
        if (code > next || unknown && previous < 0) {
            throw new IOException("its LZW codes are broken");
        }
        from = expanded.length;
        if (unknown) {
            expanded[--from] = first;
        }
        for (int entry = unknown ? previous : code; entry >= 0; entry = prefix[entry]) {
            expanded[--from] = suffix[entry];
        }
        first = expanded[from];
        if (previous >= 0 && next < MOST) {
            prefix[next] = previous;
            suffix[next] = first;
            next++;
            if (next + (old ? 0 : 1) >= 1 << codeBits && codeBits < 12) {
                codeBits++;
            }
        }
        previous = code;
        return true;
    }

    private int code() {
        while (free < codeBits) {
            if (at >= end) {
                return -1;
            }
            int value = packed[at++] & 0xFF;
            held = old ? held | value << free : held << 8 | value;
            free += 8;
        }
        int mask = (1 << codeBits) - 1;
        free -= codeBits;
        int code;
        if (old) {
            code = held & mask;
            held >>>= codeBits;
        } else {
            code = held >>> free & mask;
        }
        return code;
    }
}

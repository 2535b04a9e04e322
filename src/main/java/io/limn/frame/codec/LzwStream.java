package io.limn.frame.codec;

import io.limn.frame.codec.packed.BlockStream;
import java.io.IOException;

/**
 * LZW as in TIFF (TIFF 6.0, section 13): codes of 9 to 12 bits, high bit first, a bit longer one code early. Streams of
 * before TIFF 6.0, low bit first and not early, are told by their first clear code.
 */
final class LzwStream extends BlockStream {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int MOST = 4096;

    private final byte[] packed;
    private final int end;
    private final boolean old;
    private final int[] prefix = new int[MOST];
    private final byte[] suffix = new byte[MOST];
    private int at;
    private int held;
    private int free;
    private int codeBits = 9;
    private int next = END + 1;
    private int previous = -1;
    private byte first;
    private boolean ended;

    LzwStream(byte[] packed, int at, int size) {
        super(MOST + 1);
        this.packed = packed;
        this.at = at;
        this.end = at + size;
        this.old = size >= 2 && packed[at] == 0 && (packed[at + 1] & 1) == 1;
        for (int i = 0; i < CLEAR; i++) {
            suffix[i] = (byte) i;
            prefix[i] = -1;
        }
    }

    /** Expands the next code. */
    @Override
    protected boolean decodeBlock() throws IOException {
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
        from = block.length;
        if (unknown) {
            block[--from] = first;
        }
        for (int entry = unknown ? previous : code; entry >= 0; entry = prefix[entry]) {
            block[--from] = suffix[entry];
        }
        first = block[from];
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

package io.limn.frame.codec.packed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that is decoded one block at a time. */
public abstract class BlockStream extends InputStream {
    /** The decoded block; its unread bytes are at the end. */
    protected final byte[] block;

    /** Index of the first unread byte of the block. */
    protected int from;

    /** @param size bytes of the largest block */
    protected BlockStream(int size) {
        block = new byte[size];
        from = size;
    }

    /**
     * Decodes the next block into the end of {@link #block} and sets {@link #from} to its first byte.
     *
     * @return false at the end of the stream
     */
    protected abstract boolean decodeBlock() throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public final int read(byte[] to, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, to.length);
        int done = 0;
        while (done < length && (from < block.length || decodeBlock())) {
            int count = Math.min(length - done, block.length - from);
            System.arraycopy(block, from, to, offset + done, count);
            from += count;
            done += count;
        }
        return done == 0 && length > 0 ? -1 : done;
    }
}

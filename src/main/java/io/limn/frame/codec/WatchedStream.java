package io.limn.frame.codec;

import javax.imageio.stream.ImageInputStreamImpl;

/** A file in memory as ImageIO reads it; each read is a chance to stop. */
final class WatchedStream extends ImageInputStreamImpl {
    private static final int BYTES_BETWEEN = 1 << 16;

    private final byte[] file;
    private final int length;
    private final Watch watch;
    private int singles;

    WatchedStream(byte[] file, int length, Watch watch) {
        this.file = file;
        this.length = length;
        this.watch = watch;
    }

    @Override
    public int read() {
        if (++singles % BYTES_BETWEEN == 0) {
            watch.look();
        }
        bitOffset = 0;
        return streamPos < length ? file[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int count) {
        watch.look();
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        int there = (int) Math.min(count, length - streamPos);
        System.arraycopy(file, (int) streamPos, to, offset, there);
        streamPos += there;
        return there;
    }

    @Override
    public long length() {
        return length;
    }
}

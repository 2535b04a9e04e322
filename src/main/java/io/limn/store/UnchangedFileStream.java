package io.limn.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * Returns a file's last bytes only if it was not modified since its metadata was read, so that no reader gets a mixture of two
 * versions.
 */
final class UnchangedFileStream extends FilterInputStream {
    private static final Logger LOG = Logger.getLogger(UnchangedFileStream.class);

    private final Path file;
    private final FileStamp described;
    private long left;

    UnchangedFileStream(InputStream in, long length, Path file, FileStamp described) {
        super(in);
        this.left = length;
        this.file = file;
        this.described = described;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        counted(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, (int) Math.min(length, Math.max(left, 1)));
        counted(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        counted(skipped);
        return skipped;
    }

    private void counted(long count) throws IOException {
        left -= count;
        if (left <= 0 && !described.isOfSameFile(FileStamp.of(file))) {
            LOG.infof("'%s' was overwritten while it was being read; the reader's connection is closed", file);
            throw new IOException(file + " was modified while it was being read");
        }
    }
}

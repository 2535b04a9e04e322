package io.limn.frame.header;

import java.nio.ByteBuffer;

/** The JPEG that a strip or tile of a TIFF is: the shared tables, then its own markers (TIFF technical note 2). */
public final class JpegStream {
    private static final byte[] SOI = {(byte) 0xFF, (byte) 0xD8};

    private JpegStream() {}

    /** @param tables the contents of JPEGTables, size 0 where there is none */
    public static byte[] of(byte[] file, Segment tables, TiffGrid.Block block) {
        int shared = tables.size() >= 4 && marks(file, tables.at(), 0xD8) ? tables.size() : 0;
        if (shared > 0 && marks(file, tables.at() + shared - 2, 0xD9)) {
            shared -= 2;
        }
        int skipped = block.size() >= 2 && marks(file, block.at(), 0xD8) ? 2 : 0;
        ByteBuffer stream = ByteBuffer.allocate(Math.max(2, shared) + block.size() - skipped);
        if (shared > 0) {
            stream.put(file, tables.at(), shared);
        } else {
            stream.put(SOI);
        }
        return stream.put(file, block.at() + skipped, block.size() - skipped).array();
    }

    private static boolean marks(byte[] file, int at, int marker) {
        return file[at] == (byte) 0xFF && file[at + 1] == (byte) marker;
    }
}

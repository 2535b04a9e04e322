package io.limn.output;

import io.limn.output.zlib.Adler;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Some rows of an image as deflate blocks that end at a whole byte and refer to nothing before them.
 *
 * @param blocks none of them the last
 * @param length of the uncompressed rows in bytes
 * @param checksum their Adler-32
 */
record DeflatePiece(byte[] blocks, long length, int checksum) {
    private static final byte[] HEADER = {0x78, 0x01};
    /** A last block of fixed codes, without a byte in it. */
    private static final byte[] LAST = {0x03, 0x00};

    /** The zlib stream (RFC 1950) of all rows, in the order of the pieces. */
    static byte[] join(List<DeflatePiece> pieces) {
        int size = HEADER.length + LAST.length + Integer.BYTES;
        for (DeflatePiece piece : pieces) {
            size += piece.blocks.length;
        }
        ByteBuffer stream = ByteBuffer.allocate(size).put(HEADER);
        int checksum = 1;
        for (DeflatePiece piece : pieces) {
            stream.put(piece.blocks);
            checksum = Adler.joined(checksum, piece.checksum, piece.length);
        }
        return stream.put(LAST).putInt(checksum).array();
    }
}

package io.limn.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** TIFFs written entry by entry. */
final class Tiffs {
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private Tiffs() {}

    /** An uncompressed 8-bit grey picture whose single tile claims this size; it holds 64 zero bytes. */
    static byte[] tiled(int width, int height, int tileWidth, int tileHeight) {
        return grey(new int[][] {
            {256, LONG, width},
            {257, LONG, height},
            {258, SHORT, 8},
            {259, SHORT, 1},
            {262, SHORT, 1},
            {277, SHORT, 1},
            {322, LONG, tileWidth},
            {323, LONG, tileHeight},
            {324, LONG, 200},
            {325, LONG, 64}
        });
    }

    private static byte[] grey(int[][] entries) {
        ByteBuffer tiff = ByteBuffer.allocate(264)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0]).putShort((short) entry[1]).putInt(1);
            if (entry[1] == SHORT) {
                tiff.putShort((short) entry[2]).putShort((short) 0);
            } else {
                tiff.putInt(entry[2]);
            }
        }
        return Arrays.copyOf(tiff.putInt(0).array(), 264);
    }
}

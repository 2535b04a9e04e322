package io.limn.output;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes maps of ids as 8-bit indexed PNG (PNG specification, third edition): the index is the id, the palette stands in PLTE
 * with all 256 entries, no filter, one IDAT. Any reader shows the palette's colours, and one that asks for indices gets the
 * ids. The same map gives the same bytes.
 */
final class IndexedPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int LEVEL = 1;
    private static final int STRIP_BYTES = 1 << 16;

    private IndexedPng() {}

    /**
     * @param ids {@code height*width} unsigned bytes, row-major
     * @param palette 256 colours as 0xRRGGBB
     */
    static byte[] write(int width, int height, byte[] ids, int[] palette) {
        Bytes png = new Bytes(8192 + ids.length / 32);
        png.write(SIGNATURE, 0, SIGNATURE.length);
        int header = png.begin("IHDR");
        png.int32(width);
        png.int32(height);
        png.write(8); // bits
        png.write(3); // indexed
        png.write(0);
        png.write(0);
        png.write(0);
        png.end(header);
        int colours = png.begin("PLTE");
        for (int rgb : palette) {
            png.write(rgb >> 16);
            png.write(rgb >> 8);
            png.write(rgb);
        }
        png.end(colours);
        int data = png.begin("IDAT");
        deflate(width, height, ids, png);
        png.end(data);
        png.end(png.begin("IEND"));
        return png.toByteArray();
    }

    private static void deflate(int width, int height, byte[] ids, Bytes png) {
        int rowBytes = width + 1; // the filter type, 0, goes first
        int rows = Math.max(1, Math.min(height, STRIP_BYTES / rowBytes));
        byte[] strip = new byte[rows * rowBytes];
        Deflater deflater = new Deflater(LEVEL);
        try {
            for (int top = 0; top < height; top += rows) {
                int count = Math.min(rows, height - top);
                for (int row = 0; row < count; row++) {
                    System.arraycopy(ids, (top + row) * width, strip, row * rowBytes + 1, width);
                }
                deflater.setInput(strip, 0, count * rowBytes);
                png.drain(deflater);
            }
            deflater.finish();
            png.drain(deflater);
        } finally {
            deflater.end();
        }
    }

    /** A growing array that knows PNG's chunks. */
    private static final class Bytes extends ByteArrayOutputStream {
        private final byte[] room = new byte[16 * 1024];

        Bytes(int capacity) {
            super(capacity);
        }

        void int32(int value) {
            write(value >> 24);
            write(value >> 16);
            write(value >> 8);
            write(value);
        }

        /** Begins a chunk whose length is filled in by {@link #end}. */
        int begin(String type) {
            int at = count;
            int32(0);
            for (int i = 0; i < 4; i++) {
                write(type.charAt(i));
            }
            return at;
        }

        void end(int at) {
            int length = count - at - 8;
            buf[at] = (byte) (length >> 24);
            buf[at + 1] = (byte) (length >> 16);
            buf[at + 2] = (byte) (length >> 8);
            buf[at + 3] = (byte) length;
            CRC32 crc = new CRC32();
            crc.update(buf, at + 4, length + 4);
            int32((int) crc.getValue());
        }

        void drain(Deflater deflater) {
            int written;
            while ((written = deflater.deflate(room)) > 0) {
                write(room, 0, written);
            }
        }
    }
}

package io.limn.output;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG (PNG specification, third edition) of one channel, or of colours with alpha: no filter, one IDAT, no chunk that tells a reader to change the
 * values. The same pixels give the same bytes.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bits a sample, 8 or 16; of 16, the high byte goes first
 */
record PngFile(int width, int height, int bits) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int GREY = 0;
    private static final int INDEXED = 3;
    private static final int RGBA = 6;
    private static final int LEVEL = 1;
    private static final int STRIP_BYTES = 1 << 16;

    /** Gives an image row by row, from top to bottom, so that no copy of it is held. */
    @FunctionalInterface
    interface RowSource {
        /** @param at where in {@code bytes} the row's first byte goes */
        void row(int y, byte[] bytes, int at);
    }

    /**
     * The image data.
     *
     * @param rowBytes of each row
     */
    static byte[] compress(int height, int rowBytes, RowSource source) {
        Bytes data = new Bytes(4096 + height * rowBytes / 32);
        int filtered = rowBytes + 1; // the filter type, 0, goes first
        int rows = Math.max(1, Math.min(height, STRIP_BYTES / filtered));
        byte[] strip = new byte[rows * filtered];
        Deflater deflater = new Deflater(LEVEL);
        try {
            for (int top = 0; top < height; top += rows) {
                int count = Math.min(rows, height - top);
                for (int row = 0; row < count; row++) {
                    source.row(top + row, strip, row * filtered + 1);
                }
                deflater.setInput(strip, 0, count * filtered);
                data.drain(deflater);
            }
            deflater.finish();
            data.drain(deflater);
        } finally {
            deflater.end();
        }
        return data.toByteArray();
    }

    /** @param data a zlib stream of rows without a filter */
    byte[] grey(byte[] data) {
        return file(GREY, null, Map.of(), data);
    }

    /**
     * @param data a zlib stream of rows without a filter, 8 bits a pixel
     * @param palette 256 colours as 0xRRGGBB
     */
    byte[] indexed(byte[] data, int[] palette) {
        return file(INDEXED, palette, Map.of(), data);
    }

    /**
     * Colours with alpha.
     *
     * @param data from {@link #compress}: red, green, blue and alpha of each pixel
     * @param texts by keyword, for tEXt chunks; both Latin-1
     */
    byte[] rgba(byte[] data, Map<String, String> texts) {
        return file(RGBA, null, texts, data);
    }

    private byte[] file(int type, int[] palette, Map<String, String> texts, byte[] data) {
        Bytes png = new Bytes(1024 + data.length);
        png.write(SIGNATURE, 0, SIGNATURE.length);
        int header = png.begin("IHDR");
        png.int32(width);
        png.int32(height);
        png.write(bits);
        png.write(type);
        png.write(0);
        png.write(0);
        png.write(0);
        png.end(header);
        if (palette != null) {
            int colours = png.begin("PLTE");
            for (int rgb : palette) {
                png.write(rgb >> 16);
                png.write(rgb >> 8);
                png.write(rgb);
            }
            png.end(colours);
        }
        texts.forEach((keyword, text) -> {
            int chunk = png.begin("tEXt");
            png.writeBytes((keyword + '\0' + text).getBytes(StandardCharsets.ISO_8859_1));
            png.end(chunk);
        });
        int image = png.begin("IDAT");
        png.write(data, 0, data.length);
        png.end(image);
        png.end(png.begin("IEND"));
        return png.toByteArray();
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

package io.limn.frame;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEGs with segments that ImageIO does not write. */
final class Jpegs {
    private Jpegs() {}

    /** Puts an application segment right behind SOI. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + payload.length + 4);
        out.put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (payload.length + 2))
                .put(payload);
        out.put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    static byte[] withOrientation(byte[] jpeg, int orientation, ByteOrder order) {
        return withSegment(jpeg, 0xE1, exif(orientation, order, true));
    }

    /** An EXIF block whose only entry is the orientation. */
    static byte[] exif(int orientation, ByteOrder order, boolean prefixed) {
        ByteBuffer block = ByteBuffer.allocate(32).order(order);
        if (prefixed) {
            block.put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        }
        block.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        block.putShort((short) 42).putInt(8).putShort((short) 1);
        block.putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        block.putInt(0);
        return Arrays.copyOf(block.array(), block.position());
    }

    static byte[] adobe(int transform) {
        return new byte[] {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    }

    /** The drawing with these four samples for each of its quarters, stored as they are. */
    static byte[] fourComponents(int[]... quarters) throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, Drawing.WIDTH, Drawing.HEIGHT, 4, new Point());
        for (int y = 0; y < Drawing.HEIGHT; y++) {
            for (int x = 0; x < Drawing.WIDTH; x++) {
                raster.setPixel(x, y, quarters[x * 2 / Drawing.WIDTH + y * 2 / Drawing.HEIGHT * 2]);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        while (!writer.canWriteRasters()) {
            writer = ImageIO.getImageWriter(ImageIO.getImageReader(writer));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A JPEG that claims this size in its header and holds next to nothing. */
    static byte[] claiming(int width, int height) {
        byte[] jpeg = Drawing.write(Drawing.of(BufferedImage.TYPE_3BYTE_BGR), "jpeg");
        for (int at = 2; at < jpeg.length - 9; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
                ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("no baseline frame header");
    }
}

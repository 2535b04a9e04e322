package io.limn.result;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Ids per pixel from a PNG of one channel, grey or indexed, of at most 8 bits.
 *
 * @param ids {@code height*width} unsigned bytes, row-major
 */
public record IdMap(int width, int height, byte[] ids) {
    /** @throws IOException saying why the file is not an id map */
    public static IdMap read(Path file) throws IOException {
        return read(Files.readAllBytes(file), file.toString());
    }

    /**
     * @param name used in error messages
     * @throws IOException saying why the file is not an id map
     */
    public static IdMap read(byte[] file, String name) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        if (image == null) {
            throw new IOException(name + " can't be read as a picture; expected an 8-bit PNG of ids");
        }
        Raster raster = image.getRaster();
        boolean single = raster.getNumBands() == 1 && raster.getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE;
        if (!single) {
            throw new IOException(
                    name + " has several channels or 16 bits; ids are expected as an indexed or grey 8-bit PNG");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] ids = new byte[Math.multiplyExact(width, height)];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                ids[y * width + x] = (byte) row[x];
            }
        }
        return new IdMap(width, height, ids);
    }
}

package io.limn.frame;

import io.limn.http.Drawn;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;

/** The picture of {@link Drawn} in formats that no browser draws. */
public final class Plates {
    private Plates() {}

    public static byte[] tiff(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(drawn(width, height), "tiff", bytes);
        return bytes.toByteArray();
    }

    public static byte[] exr(int width, int height) throws IOException {
        BufferedImage drawn = drawn(width, height);
        return ExrFile.of(width, height)
                .rgb(
                        "",
                        (x, y) -> band(drawn, x, y, 0) / 255.0,
                        (x, y) -> band(drawn, x, y, 1) / 255.0,
                        (x, y) -> band(drawn, x, y, 2) / 255.0)
                .compressed(ExrFile.ZIP)
                .bytes();
    }

    public static byte[] dpx(int width, int height) throws IOException {
        BufferedImage drawn = drawn(width, height);
        return DpxFile.of(width, height, 8, 0, ByteOrder.BIG_ENDIAN).bytes((x, y, band) -> band(drawn, x, y, band));
    }

    private static BufferedImage drawn(int width, int height) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Drawn.picture(width, height)));
    }

    private static int band(BufferedImage image, int x, int y, int band) {
        return image.getRGB(x, y) >> (16 - 8 * band) & 0xFF;
    }
}

package io.limn.http;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pictures of which the tiny model makes a label each for a red and a green half. */
public final class Drawn {
    private Drawn() {}

    public static byte[] picture(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(width / 4, height / 4, width / 4, height / 2);
        pen.setColor(Color.GREEN);
        pen.fillRect(width / 2, height / 4, width / 4, height / 2);
        pen.setColor(Color.MAGENTA);
        pen.fillRect(width / 2 - 16, height / 2, 8, 8);
        pen.dispose();
        return png(image);
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A picture of nobody. */
    public static byte[] black(int width, int height) {
        return png(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /** A zip's first bytes. */
    public static byte[] zip() {
        return new byte[] {
            'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
        };
    }
}

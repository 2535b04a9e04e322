package io.limn.shot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The walk of the samples at a quarter of its size, for tests of what happens to files, where pixels only cost time. */
public final class SmallWalk {
    public static final int WIDTH = 160;
    public static final int HEIGHT = 90;

    private static final int FRAMES = 8;

    private SmallWalk() {}

    /**
     * A JPEG file.
     *
     * @param number from 1; after the eighth frame comes the first again
     */
    public static byte[] frame(int number) throws IOException {
        BufferedImage plate = ImageIO.read(Path.of("samples/walk/plate.%04d.jpg".formatted((number - 1) % FRAMES + 1))
                .toFile());
        BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(plate, 0, 0, WIDTH, HEIGHT, null);
        pen.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", jpeg);
        return jpeg.toByteArray();
    }
}

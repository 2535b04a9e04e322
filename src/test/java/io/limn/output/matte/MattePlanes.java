package io.limn.output.matte;

import io.limn.frame.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures as frames, and mattes as planes, for tests and measurements. */
final class MattePlanes {
    private MattePlanes() {}

    /** A picture in sRGB, without a profile, as a frame. */
    static Frame frame(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] bgr = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            bgr[3 * i] = (byte) rgb[i];
            bgr[3 * i + 1] = (byte) (rgb[i] >> 8);
            bgr[3 * i + 2] = (byte) (rgb[i] >> 16);
        }
        return new Frame(image.getWidth(), image.getHeight(), bgr);
    }

    /** The whole matte, HxW, 0..1. */
    static float[] values(MatteFrame frame, Matte matte) {
        MatteRows rows = new MatteRows(frame, List.of(matte));
        float[] values = new float[frame.width() * frame.height()];
        float[] row = new float[frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            rows.read(y);
            rows.matte(matte, 0, frame.width(), row);
            System.arraycopy(row, 0, values, y * frame.width(), row.length);
        }
        return values;
    }
}

package io.limn.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The picture that these tests draw, write and find again: 48×32, four plain quarters. */
public final class Drawing {
    public static final int WIDTH = 48;
    public static final int HEIGHT = 32;
    public static final int RED = 0xC8281E;
    public static final int GREEN = 0x1EA03C;
    public static final int BLUE = 0x283CBE;
    public static final int GREY = 0x808080;

    private Drawing() {}

    public static BufferedImage of(int type) {
        return draw(new BufferedImage(WIDTH, HEIGHT, type));
    }

    public static BufferedImage draw(BufferedImage image) {
        Graphics2D pen = image.createGraphics();
        int[] colours = {RED, GREEN, BLUE, GREY};
        for (int i = 0; i < 4; i++) {
            pen.setColor(new Color(colours[i]));
            pen.fillRect(i % 2 * WIDTH / 2, i / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
        }
        pen.dispose();
        return image;
    }

    /** Holds the middles of the four quarters against these colours. */
    public static void assertQuarters(Frame frame, int tolerance, int... rgb) {
        assertThat(frame.width()).isEqualTo(WIDTH);
        assertThat(frame.height()).isEqualTo(HEIGHT);
        for (int i = 0; i < 4; i++) {
            assertPixel(frame, WIDTH / 4 + i % 2 * WIDTH / 2, HEIGHT / 4 + i / 2 * HEIGHT / 2, tolerance, rgb[i]);
        }
    }

    public static void assertDrawn(Frame frame, int tolerance) {
        assertQuarters(frame, tolerance, RED, GREEN, BLUE, GREY);
    }

    public static void assertPixel(Frame frame, int x, int y, int tolerance, int rgb) {
        int at = (y * frame.width() + x) * 3;
        for (int channel = 0; channel < 3; channel++) {
            assertThat(frame.bgr()[at + channel] & 0xFF)
                    .as("channel %d (blue first) of the pixel at %d, %d", channel, x, y)
                    .isBetween((rgb >> 8 * channel & 0xFF) - tolerance, (rgb >> 8 * channel & 0xFF) + tolerance);
        }
    }

    public static byte[] write(BufferedImage image, String format) {
        return write(image, format, null, false);
    }

    public static byte[] write(BufferedImage image, String format, String compression, boolean progressive) {
        Iterator<ImageWriter> writers =
                ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format);
        ImageWriter writer = writers.next();
        while (!writer.getClass().getName().startsWith("com.sun.") && writers.hasNext()) {
            writer = writers.next();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (compression != null) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(compression);
            } else if (format.equals("jpeg")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(0.95f);
            }
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static byte[] fixture(String name) {
        try (InputStream in = Drawing.class.getResourceAsStream("/frames/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FrameReader reader() {
        return new FrameReader(new FrameLimits(64L << 20, 100_000_000));
    }
}

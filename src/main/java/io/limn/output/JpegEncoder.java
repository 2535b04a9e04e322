package io.limn.output;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEG by the JDK's writer, from memory to memory. */
final class JpegEncoder {
    private static final ImageWriterSpi JDK = jdk();

    private JpegEncoder() {}

    private static ImageWriterSpi jdk() {
        var all = IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, true);
        while (all.hasNext()) {
            ImageWriterSpi spi = all.next();
            if (spi.getClass().getName().startsWith("com.sun.imageio.plugins.jpeg")) {
                return spi;
            }
        }
        throw new IllegalStateException("this Java runtime has no JPEG writer: run it with the java.desktop module");
    }

    /**
     * @param image in sRGB without alpha
     * @param quality 1..100
     */
    static byte[] encode(BufferedImage image, int quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(image.getWidth() * image.getHeight() / 4 + 1024);
        try {
            ImageWriter writer = JDK.createWriterInstance();
            try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality / 100f);
                writer.setOutput(stream);
                writer.write(null, new IIOImage(image, null, null), param);
            } finally {
                writer.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a JPEG could not be written to memory", e);
        }
        return bytes.toByteArray();
    }
}

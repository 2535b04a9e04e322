package io.limn.frame;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * ImageIO's readers, asked for by what they are and not by registry order, which differs between class loaders. Everything
 * is read from memory, so that no stream cache on disk comes in.
 */
final class Codecs {
    private Codecs() {}

    /** The JDK's own reader. */
    static ImageReaderSpi jdk(String format) {
        Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (all.hasNext()) {
            ImageReaderSpi spi = all.next();
            if (spi.getClass().getName().startsWith("com.sun.imageio.")
                    && Arrays.asList(spi.getFormatNames()).contains(format)) {
                return spi;
            }
        }
        throw new IllegalStateException(
                "this Java runtime has no " + format + " reader: run it with the java.desktop module");
    }

    /** TwelveMonkeys' JPEG reader, which finds the JDK's to build upon when it is registered. */
    static ImageReaderSpi fourColourJpeg() {
        JPEGImageReaderSpi spi = new JPEGImageReaderSpi();
        spi.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        return spi;
    }

    /** Decodes the first picture of a file, without its metadata and thumbnails. */
    static BufferedImage read(ImageReaderSpi spi, byte[] file, int length, IIOReadWarningListener warnings)
            throws IOException {
        return read(spi, file, length, warnings, reader -> reader.read(0, null));
    }

    /** The first picture's samples as they are stored, without any colour conversion. */
    static Raster readRaster(ImageReaderSpi spi, byte[] file, int length, IIOReadWarningListener warnings)
            throws IOException {
        return read(spi, file, length, warnings, reader -> reader.readRaster(0, null));
    }

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private static <T> T read(
            ImageReaderSpi spi, byte[] file, int length, IIOReadWarningListener warnings, Reading<T> reading)
            throws IOException {
        ImageReader reader = spi.createReaderInstance(null);
        try (ByteArrayImageInputStream stream = new ByteArrayImageInputStream(file, 0, length)) {
            if (warnings != null) {
                reader.addIIOReadWarningListener(warnings);
            }
            reader.setInput(stream, true, true);
            return reading.from(reader);
        } finally {
            reader.dispose();
        }
    }
}

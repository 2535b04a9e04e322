package io.limn.frame.codec;

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
 * is read from memory, so that no stream cache on disk comes in; and each read of the stream is a chance to stop.
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

    /** Decodes the first picture of a file, without its metadata and thumbnails. */
    static BufferedImage read(ImageReaderSpi spi, byte[] file, int length, Watch watch, IIOReadWarningListener warnings)
            throws IOException {
        return read(spi, file, length, watch, warnings, reader -> reader.read(0, null));
    }

    /** The first picture's samples as they are stored, without any colour conversion. */
    static Raster readRaster(ImageReaderSpi spi, byte[] file, int length, Watch watch, IIOReadWarningListener warnings)
            throws IOException {
        return read(spi, file, length, watch, warnings, reader -> reader.readRaster(0, null));
    }

    /** What is done with a reader that has its input. */
    interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    static <T> T read(
            ImageReaderSpi spi,
            byte[] file,
            int length,
            Watch watch,
            IIOReadWarningListener warnings,
            Reading<T> reading)
            throws IOException {
        ImageReader reader = spi.createReaderInstance(null);
        try (WatchedStream stream = new WatchedStream(file, length, watch)) {
            if (warnings != null) {
                reader.addIIOReadWarningListener(warnings);
            }
            ReadStop stop = new ReadStop(watch);
            reader.addIIOReadProgressListener(stop);
            reader.setInput(stream, true, true);
            T result = reading.from(reader);
            stop.raise();
            return result;
        } finally {
            reader.dispose();
        }
    }
}

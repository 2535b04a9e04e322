package io.limn.output;

import io.limn.frame.codec.Leptonica;

/** Writes a picture as JPEG with chroma at full size (4:4:4: labels' colours have sharp edges), from memory to memory. Thread-safe. */
public interface JpegEncoder {
    /**
     * @param rows asked for each row once, from top to bottom
     * @param quality 1..100
     */
    byte[] encode(int width, int height, RowSource rows, int quality);

    /** Gives a picture row by row, so that no second copy of it is held. */
    @FunctionalInterface
    interface RowSource {
        /** @param rgb to be filled with {@code 3*width} bytes: red, green and blue of each pixel */
        void row(int y, byte[] rgb);
    }

    /** libjpeg-turbo where its library is there for this platform, else the JDK's writer. */
    static JpegEncoder fastest() {
        return Fastest.HERE;
    }

    /** Chosen by the first who writes, as loading the library takes a moment. */
    final class Fastest {
        private static final JpegEncoder HERE =
                new StripedJpegEncoder(Leptonica.available() ? new TurboJpegEncoder() : new JdkJpegEncoder());

        private Fastest() {}
    }
}

package io.limn.output;

import static org.bytedeco.leptonica.global.leptonica.L_SEVERITY_NONE;
import static org.bytedeco.leptonica.global.leptonica.lept_free;
import static org.bytedeco.leptonica.global.leptonica.pixCreateNoInit;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixWriteMemJpeg;
import static org.bytedeco.leptonica.global.leptonica.setMsgSeverity;

import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jboss.logging.Logger;

/**
 * libjpeg-turbo as Leptonica carries it: three to ten times as fast as the JDK's writer, by which JDK it is. Holds four bytes a
 * pixel outside the heap for the time of one call.
 */
final class TurboJpegEncoder implements JpegEncoder {
    private static final Logger LOG = Logger.getLogger(TurboJpegEncoder.class);
    private static final int BITS = 32;

    private TurboJpegEncoder() {}

    /** Empty where the platform's library is missing or can't be loaded; said once in the log. */
    static Optional<JpegEncoder> load() {
        try {
            // Everything here is freed by its owner, so nothing is left to the collector, nor may the size of the process
            // make an allocation wait for one.
            System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
            Loader.load(leptonica.class);
            setMsgSeverity(L_SEVERITY_NONE);
            return Optional.of(new TurboJpegEncoder());
        } catch (LinkageError | RuntimeException e) {
            LOG.infof("libjpeg-turbo is not to be had on this machine (%s); overlays are written by the JDK", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public byte[] encode(int width, int height, RowSource rows, int quality) {
        PIX picture = pixCreateNoInit(width, height, BITS);
        if (picture == null) {
            throw new IllegalStateException("there is no memory for a picture of " + width + "x" + height);
        }
        try {
            IntPointer pixels = pixGetData(picture);
            int[] row = new int[width];
            for (int y = 0; y < height; y++) {
                rows.row(y, row);
                pixels.position((long) y * width).put(row, 0, width);
            }
            return compress(picture, quality);
        } finally {
            pixDestroy(picture);
        }
    }

    private static byte[] compress(PIX picture, int quality) {
        try (PointerPointer<BytePointer> out = new PointerPointer<>(1);
                SizeTPointer size = new SizeTPointer(1)) {
            out.put(0, (BytePointer) null);
            int failed = pixWriteMemJpeg(out, size, picture, quality, 0);
            BytePointer jpeg = out.get(BytePointer.class, 0);
            try {
                if (failed != 0 || jpeg == null) {
                    throw new IllegalStateException("libjpeg-turbo could not write the overlay");
                }
                byte[] bytes = new byte[(int) size.get()];
                jpeg.get(bytes);
                return bytes;
            } finally {
                if (jpeg != null) {
                    lept_free(jpeg);
                }
            }
        }
    }
}

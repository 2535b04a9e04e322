package io.limn.frame;

import static org.bytedeco.leptonica.global.leptonica.L_SEVERITY_NONE;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixGetDepth;
import static org.bytedeco.leptonica.global.leptonica.pixGetHeight;
import static org.bytedeco.leptonica.global.leptonica.pixGetWidth;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemJpeg;
import static org.bytedeco.leptonica.global.leptonica.setMsgSeverity;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jboss.logging.Logger;

/**
 * libjpeg-turbo as Leptonica carries it: two to five times as fast as the JDK's codec, by which JDK it is. Its library is
 * there for the platforms that ONNX Runtime has; elsewhere the JDK's codec does the same work.
 */
public final class TurboJpeg {
    private static final Logger LOG = Logger.getLogger(TurboJpeg.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final int BITS = 32;

    private TurboJpeg() {}

    /** Loaded once, by the first who asks. */
    private static final class Library {
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                // Everything is freed by its owner, so nothing is left to the collector, nor may the size of the
                // process
                // make an allocation wait for one.
                System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
                System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
                Loader.load(leptonica.class);
                setMsgSeverity(L_SEVERITY_NONE);
                return true;
            } catch (LinkageError | RuntimeException e) {
                LOG.infof("libjpeg-turbo could not be loaded (%s); using the JDK's JPEG codec", e.getMessage());
                return false;
            }
        }
    }

    /** Begins to load beside the caller's other work, once in a process. */
    static void loadAhead() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread loader = new Thread(TurboJpeg::available, "limn-jpeg-load");
            loader.setDaemon(true);
            loader.start();
        }
    }

    /** Whether the library could be loaded; takes some 0.2 s the first time. */
    public static boolean available() {
        return Library.LOADED;
    }

    /**
     * Decodes a sound JPEG of three components. Holds four bytes a pixel outside the heap for the time of the call.
     *
     * @param length of the file within the array
     * @return three bytes a pixel, blue first; empty where anything at all is wrong with the file, so that a codec which
     *     tells what it is may look at it
     */
    static Optional<byte[]> decode(byte[] file, int length, int width, int height) {
        int[] warnings = new int[1];
        PIX picture = pixReadMemJpeg(file, length, 0, 1, warnings, 0);
        if (picture == null) {
            return Optional.empty();
        }
        try {
            boolean asClaimed =
                    pixGetWidth(picture) == width && pixGetHeight(picture) == height && pixGetDepth(picture) == BITS;
            return warnings[0] == 0 && asClaimed ? Optional.of(bgr(picture, width, height)) : Optional.empty();
        } finally {
            pixDestroy(picture);
        }
    }

    private static byte[] bgr(PIX picture, int width, int height) {
        byte[] bgr = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        IntPointer pixels = pixGetData(picture);
        int[] row = new int[width];
        for (int y = 0, at = 0; y < height; y++) {
            pixels.position((long) y * width).get(row, 0, width);
            for (int x = 0; x < width; x++, at += 3) {
                int rgb = row[x];
                bgr[at] = (byte) (rgb >> 8);
                bgr[at + 1] = (byte) (rgb >> 16);
                bgr[at + 2] = (byte) (rgb >> 24);
            }
        }
        return bgr;
    }
}

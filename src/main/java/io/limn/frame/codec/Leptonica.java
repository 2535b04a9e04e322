package io.limn.frame.codec;

import static org.bytedeco.leptonica.global.leptonica.L_SEVERITY_NONE;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixGetDepth;
import static org.bytedeco.leptonica.global.leptonica.pixGetHeight;
import static org.bytedeco.leptonica.global.leptonica.pixGetSpp;
import static org.bytedeco.leptonica.global.leptonica.pixGetWidth;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemJpeg;
import static org.bytedeco.leptonica.global.leptonica.pixReadMemWebP;
import static org.bytedeco.leptonica.global.leptonica.setMsgSeverity;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jboss.logging.Logger;

/**
 * libjpeg-turbo and libwebp as Leptonica carries them: two to five times as fast as the JDK's JPEG codec, depending on the JDK, and some
 * twenty times as fast as WebP decoding in Java. The library is there for the platforms that ONNX Runtime has; elsewhere codecs in Java do
 * the same work.
 */
public final class Leptonica {
    private static final Logger LOG = Logger.getLogger(Leptonica.class);
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final int BITS = 32;

    private Leptonica() {}

    /** Loaded once, by the first who asks. */
    private static final class Library {
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                // Everything is freed by its owner, so nothing is left to the collector, nor may the size of the
                // process make an allocation wait for one.
                System.setProperty("org.bytedeco.javacpp.nopointergc", "true");
                System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
                Loader.load(leptonica.class);
                setMsgSeverity(L_SEVERITY_NONE);
                return true;
            } catch (LinkageError | RuntimeException e) {
                LOG.infof("libjpeg-turbo and libwebp could not be loaded (%s); using codecs in Java", e.getMessage());
                return false;
            }
        }
    }

    /** Begins to load in the background, once per process. */
    public static void loadAhead() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread loader = new Thread(Leptonica::available, "limn-codec-load");
            loader.setDaemon(true);
            loader.start();
        }
    }

    /** Whether the library could be loaded; takes some 0.2 s the first time. */
    public static boolean available() {
        return Library.LOADED;
    }

    /**
     * Decodes a sound JPEG of three components. Holds four bytes per pixel outside the heap for the time of the call; a progressive
     * one some six more.
     *
     * @param length of the file within the array
     * @param rows gets each row; its alpha means nothing
     * @return false where anything at all is wrong with the file, so that a codec which tells what it is may look at it; no row was
     *     given then
     */
    static boolean jpeg(byte[] file, int length, int width, int height, RowTaker rows) throws IOException {
        int[] warnings = new int[1];
        PIX picture = pixReadMemJpeg(file, length, 0, 1, warnings, 0);
        if (picture == null) {
            return false;
        }
        try {
            if (warnings[0] != 0 || !isOf(picture, width, height)) {
                return false;
            }
            rows(picture, rows);
            return true;
        } finally {
            pixDestroy(picture);
        }
    }

    /** Takes the rows of a picture, {@code 0xRRGGBBAA} a pixel. */
    interface RowTaker {
        void take(int[] rgba, int y) throws IOException;
    }

    /**
     * Decodes a still WebP. Holds four bytes per pixel outside the heap for the time of the call.
     *
     * @param length of the file within the array
     * @param rows gets each row; alpha is 255 throughout where the picture has none
     * @return false where libwebp can't decode it
     */
    static boolean webp(byte[] file, int length, int width, int height, RowTaker rows) throws IOException {
        PIX picture = pixReadMemWebP(file, length);
        if (picture == null) {
            return false;
        }
        try {
            if (!isOf(picture, width, height)) {
                return false;
            }
            boolean alpha = pixGetSpp(picture) == 4;
            rows(picture, (row, y) -> {
                if (!alpha) {
                    for (int x = 0; x < row.length; x++) {
                        row[x] |= 0xFF;
                    }
                }
                rows.take(row, y);
            });
            return true;
        } finally {
            pixDestroy(picture);
        }
    }

    private static boolean isOf(PIX picture, int width, int height) {
        return pixGetWidth(picture) == width && pixGetHeight(picture) == height && pixGetDepth(picture) == BITS;
    }

    private static void rows(PIX picture, RowTaker taker) throws IOException {
        IntPointer pixels = pixGetData(picture);
        int width = pixGetWidth(picture);
        int height = pixGetHeight(picture);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            pixels.position((long) y * width).get(row, 0, width);
            taker.take(row, y);
        }
    }
}

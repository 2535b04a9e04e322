package io.limn.output;

import static org.bytedeco.leptonica.global.leptonica.lept_free;
import static org.bytedeco.leptonica.global.leptonica.pixCreateNoInit;
import static org.bytedeco.leptonica.global.leptonica.pixDestroy;
import static org.bytedeco.leptonica.global.leptonica.pixGetData;
import static org.bytedeco.leptonica.global.leptonica.pixGetWpl;
import static org.bytedeco.leptonica.global.leptonica.pixSetChromaSampling;
import static org.bytedeco.leptonica.global.leptonica.pixWriteMemJpeg;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;

/**
 * libjpeg-turbo as Leptonica carries it: three to ten times as fast as the JDK's writer, by which JDK it is. Holds three bytes a
 * pixel outside the heap for the time of one call: rows of that depth reach libjpeg-turbo as they are, others are unpacked one by one.
 */
final class TurboJpegEncoder implements JpegEncoder {
    private static final int BITS = 24;

    @Override
    public byte[] encode(int width, int height, RowSource rows, int quality) {
        PIX picture = pixCreateNoInit(width, height, BITS);
        if (picture == null) {
            throw new IllegalStateException("not enough memory for a picture of " + width + "x" + height);
        }
        try {
            pixSetChromaSampling(picture, 0);
            // Each row begins at a word.
            long pitch = (long) Integer.BYTES * pixGetWpl(picture);
            BytePointer pixels = new BytePointer(pixGetData(picture));
            byte[] row = new byte[Math.multiplyExact(width, 3)];
            for (int y = 0; y < height; y++) {
                rows.row(y, row);
                pixels.position(y * pitch).put(row, 0, row.length);
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

package io.limn.frame.codec;

import io.limn.frame.header.FrameRejectedException;
import java.io.IOException;

/**
 * Decoding by libjpeg-turbo or libwebp, each of which takes a whole picture in one call that nothing can stop. What may take long goes to a
 * process of its own, which can be ended; the rest is done here, as starting a process takes some 0.3 s. Without a Java to start, as in a
 * native executable, all is done here.
 *
 * @param seconds that the call may take, by the estimate
 */
record NativeDecoding(Codec codec, int width, int height, double seconds) {
    /** How long a call may hold a worker after its time-out. */
    static final double LONGEST_CALL_SECONDS = 2;

    /** Which library. */
    enum Codec {
        JPEG {
            @Override
            boolean decode(byte[] file, int length, int width, int height, Leptonica.RowTaker rows) throws IOException {
                return Leptonica.jpeg(file, length, width, height, rows);
            }
        },
        WEBP {
            @Override
            boolean decode(byte[] file, int length, int width, int height, Leptonica.RowTaker rows) throws IOException {
                return Leptonica.webp(file, length, width, height, rows);
            }
        };

        abstract boolean decode(byte[] file, int length, int width, int height, Leptonica.RowTaker rows)
                throws IOException;
    }

    /**
     * @param length of the file within the array
     * @return false where the library can't decode it; no row was given then
     */
    boolean decode(byte[] file, int length, Watch watch, Leptonica.RowTaker rows)
            throws IOException, FrameRejectedException {
        if (seconds <= LONGEST_CALL_SECONDS || !DecoderCommand.available()) {
            return codec.decode(file, length, width, height, rows);
        }
        return new DecoderProcess(this).decode(file, length, watch, rows);
    }
}

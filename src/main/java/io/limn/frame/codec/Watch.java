package io.limn.frame.codec;

/**
 * Lets a decoder be stopped from outside: each asks every few thousand pixels whether to go on. One decoding's own.
 */
public final class Watch {
    /** Some tenths of a millisecond of the fastest decoder. */
    private static final int PIXELS_BETWEEN = 1 << 16;

    private final Runnable check;
    private int pixels;

    /** @param check throws to stop the decoding */
    public Watch(Runnable check) {
        this.check = check;
    }

    /** Reports that this many pixels have been decoded. */
    public void passed(int count) {
        pixels += count;
        if (pixels >= PIXELS_BETWEEN || pixels < 0) {
            pixels = 0;
            look();
        }
    }

    public void look() {
        try {
            check.run();
        } catch (RuntimeException e) {
            throw new StoppedException(e);
        }
    }

    /** Carries what the check threw past decoders, to whom a runtime exception means a damaged file. */
    public static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RuntimeException reason;

        StoppedException(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }

        public RuntimeException reason() {
            return reason;
        }
    }
}

package io.limn.parsing;

/**
 * How results are reused for what didn't change from frame to frame.
 *
 * @param every the network sees the whole frame at least once in this many frames: the first one, and each that is a multiple of this
 *     after it, so that a pass can resume at one of these; 1 or more
 */
public record Reuse(int every) {
    /** Once a second at 24 frames a second. */
    public static final Reuse DEFAULT = new Reuse(24);

    /** The largest {@code every}. */
    public static final int MOST = 10_000;

    /** @throws IllegalArgumentException where the number is out of range */
    public Reuse {
        if (every < 1 || every > MOST) {
            throw new IllegalArgumentException(
                    "the whole frame is seen every 1 to " + MOST + " frames, not every " + every);
        }
    }
}

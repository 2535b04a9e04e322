package io.limn.frame.codec;

/**
 * What decoding a picture costs at most, derived from its structure.
 *
 * @param seconds of one core of a machine of 2020; measured for each codec on pictures made to take long
 * @param bytes of heap beside the file and the three bytes per pixel of the frame itself
 */
public record Cost(double seconds, long bytes) {
    public static Cost of(double nanoseconds, long bytes) {
        return new Cost(nanoseconds / 1e9, bytes);
    }
}

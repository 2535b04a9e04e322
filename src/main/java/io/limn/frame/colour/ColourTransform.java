package io.limn.frame.colour;

/**
 * Samples of some colour space to 8-bit sRGB. One decoder's own: not thread-safe.
 *
 * <p>Samples are interleaved, {@link #components} a pixel, full scale being 255 or 65535; for CMYK that is full ink.
 */
public interface ColourTransform {
    int components();

    /** @param rgb receives {@code count} pixels of three bytes, red first; may be {@code samples} itself where it has three components */
    void from8(byte[] samples, int count, byte[] rgb);

    void from16(short[] samples, int count, byte[] rgb);
}

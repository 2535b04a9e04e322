package io.limn.frame.codec;

import io.limn.frame.colour.ColourTransform;
import io.limn.frame.colour.LabTransform;
import java.util.Optional;

/**
 * What the samples of a picture mean.
 *
 * @param bits per sample, 1..16
 * @param bands samples per pixel, colours first
 * @param colours 1 grey or index, 3 RGB (or whatever the transform takes), 4 CMYK
 * @param alpha index of the alpha sample, -1 where there is none
 * @param associated whether the colours are multiplied with alpha
 * @param inverted whether full scale means black
 * @param palette for indices, ARGB; null for colours
 * @param clear the one colour that is clear, a sample each; null where there is none
 * @param transform from the picture's colour space; empty for sRGB
 */
record Samples(
        int bits,
        int bands,
        int colours,
        int alpha,
        boolean associated,
        boolean inverted,
        int[] palette,
        int[] clear,
        Optional<ColourTransform> transform) {
    /** Whether the samples can be kept as a plate's own values. */
    boolean plain() {
        boolean lab = transform.isPresent() && transform.get() instanceof LabTransform;
        return palette == null && (colours == 1 || colours == 3) && !lab;
    }
}

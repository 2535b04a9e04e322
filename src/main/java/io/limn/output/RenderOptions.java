package io.limn.output;

import java.util.Objects;

/**
 * How outputs are drawn; a part of a result's identity.
 *
 * @param palette {@code model}, {@code voc} or the name of a configured palette
 * @param opacity of the colours over the frame, 0..1
 * @param jpegQuality of the overlay, 1..100
 */
public record RenderOptions(String palette, double opacity, int jpegQuality) {
    public static final RenderOptions DEFAULT = new RenderOptions("model", 0.6, 90);

    public RenderOptions {
        Objects.requireNonNull(palette, "palette");
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity must be 0..1, not " + opacity);
        }
        if (jpegQuality < 1 || jpegQuality > 100) {
            throw new IllegalArgumentException("jpegQuality must be 1..100, not " + jpegQuality);
        }
    }
}

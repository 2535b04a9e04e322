package io.limn.frame.codec;

import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlatePixels;
import java.util.Optional;

/**
 * A decoded plate.
 *
 * @param bgr the view: 8-bit sRGB, blue first, as stored
 * @param metadata what the file says
 * @param plate the plate's own pixels, where they were asked for
 */
public record Decoded(byte[] bgr, PlateMetadata metadata, Optional<PlatePixels> plate) {
    /** Of 8-bit samples, which are the view. */
    public static Decoded plain(byte[] bgr, int width, int height) {
        return new Decoded(bgr, PlateMetadata.plain(width, height, 8), Optional.empty());
    }
}

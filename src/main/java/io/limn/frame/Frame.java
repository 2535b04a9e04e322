package io.limn.frame;

import io.limn.frame.plate.BgrPlate;
import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.PlatePixels;
import java.util.Optional;

/**
 * A decoded, upright picture: 8-bit sRGB, alpha already composited over black, EXIF rotation already applied. It is the view that the
 * network sees and the overlay shows; the plate's own values are beside it where they were asked for.
 *
 * @param width pixels a row, at least 1
 * @param height rows, at least 1
 * @param bgr {@code height*width*3} bytes, row-major, blue-green-red interleaved; owned by the frame and never written to after
 *     construction
 * @param metadata what the file says of the plate
 * @param plate the plate's own pixels; empty where it has more than 8 bits and {@link io.limn.frame.plate.PlateOptions#pixels()} was not
 *     asked for
 */
public record Frame(int width, int height, byte[] bgr, PlateMetadata metadata, Optional<PlatePixels> plate) {
    public Frame {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a frame has at least one pixel, not " + width + "x" + height);
        }
        if (bgr.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException(
                    width + "x" + height + " needs three bytes per pixel, got " + bgr.length);
        }
    }

    /** Of 8 bits, the view being the plate. */
    public Frame(int width, int height, byte[] bgr) {
        this(width, height, bgr, PlateMetadata.plain(width, height, 8), Optional.of(new BgrPlate(width, bgr)));
    }

    /** The width that the frame has where its pixels are shown square, at unchanged height. */
    public int shownWidth() {
        return metadata.pixelAspect() == 1 ? width : (int) Math.max(1, Math.round(width * metadata.pixelAspect()));
    }

    public long pixels() {
        return (long) width * height;
    }
}

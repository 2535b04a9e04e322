package io.limn.frame.plate;

import io.limn.frame.colour.Chromaticities;
import io.limn.frame.colour.ColourSpace;
import java.util.Objects;
import java.util.Optional;

/**
 * What a plate's file says beside its pixels, and outputs carry over. The frame is the display window.
 *
 * @param displayWindow has the frame's size; its corner may lie anywhere
 * @param dataWindow where the file has pixels; it may lie within the display window or reach beyond it
 * @param pixelAspect width of a pixel by its height; 1 is square, 2 is anamorphic
 * @param bits per sample in the file
 * @param floating whether samples are floating-point numbers
 * @param colour the space that the plate's values are in, as the file or the configuration has it
 * @param chromaticities as the file states them; empty where it doesn't
 * @param rate frames per second, where the file states it
 * @param timeCode where the file has one
 * @param layer the layer that was read, of a file with several; empty for the unnamed one
 */
public record PlateMetadata(
        Window displayWindow,
        Window dataWindow,
        double pixelAspect,
        int bits,
        boolean floating,
        ColourSpace colour,
        Optional<Chromaticities> chromaticities,
        Optional<Rate> rate,
        Optional<TimeCode> timeCode,
        String layer) {
    public PlateMetadata {
        Objects.requireNonNull(layer, "layer");
        if (!(pixelAspect > 0) || Double.isInfinite(pixelAspect)) {
            throw new IllegalArgumentException("a pixel aspect ratio is above 0, not " + pixelAspect);
        }
    }

    /** The same of a frame of this size, both windows being the frame. */
    public PlateMetadata ofSize(int width, int height) {
        Window window = Window.of(width, height);
        return new PlateMetadata(
                window, window, pixelAspect, bits, floating, colour, chromaticities, rate, timeCode, layer);
    }

    /** Of a file that says nothing but its size: integer samples in sRGB, square pixels. */
    public static PlateMetadata plain(int width, int height, int bits) {
        Window window = Window.of(width, height);
        return new PlateMetadata(
                window,
                window,
                1,
                bits,
                false,
                ColourSpace.SRGB,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }
}

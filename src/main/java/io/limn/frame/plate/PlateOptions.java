package io.limn.frame.plate;

import io.limn.frame.colour.ColourSpace;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a plate is to be read, where that is not left to the file and the configuration.
 *
 * @param colour the space of its values; empty for {@code limn.frame.colour}
 * @param exposure stops by which the network's view is made brighter; empty for {@code limn.frame.exposure}
 * @param layer of a file with several; empty for the first that looks like a picture
 * @param pixels whether the frame keeps the plate's own pixels beside the 8-bit view
 */
public record PlateOptions(
        Optional<ColourSpace> colour, OptionalDouble exposure, Optional<String> layer, boolean pixels) {
    /** Exposure goes from minus to plus this. */
    public static final double MOST_STOPS = 20;

    /** All left to the file and the configuration; the view alone. */
    public static final PlateOptions DEFAULT =
            new PlateOptions(Optional.empty(), OptionalDouble.empty(), Optional.empty(), false);

    public PlateOptions withPixels(boolean kept) {
        return new PlateOptions(colour, exposure, layer, kept);
    }
}

package io.limn.frame.codec;

import io.limn.frame.colour.ColourSpace;
import io.limn.frame.colour.PlateView;
import java.util.Optional;

/**
 * How a plate is read, configuration and request taken together.
 *
 * @param colour the space of its values; empty where the file tells
 * @param stops of exposure for the view
 * @param layer of a file with several; empty for the first that looks like a picture
 * @param pixels whether the plate's own pixels are kept beside the view
 */
public record PlateReading(Optional<ColourSpace> colour, double stops, Optional<String> layer, boolean pixels) {
    /** Whether the view has other values than 8-bit samples of sRGB. */
    public boolean changesView() {
        return !PlateView.unchanged(colour.orElse(ColourSpace.SRGB), stops);
    }

    /** As the file tells, the view alone. */
    public static final PlateReading PLAIN = new PlateReading(Optional.empty(), 0, Optional.empty(), false);
}

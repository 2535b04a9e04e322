package io.limn.frame.plate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.limn.frame.colour.ColourSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * How a request wants its frame read; what is null is left to the file and the configuration. A part of a result's identity.
 *
 * @param colour {@link #AUTO}, or the {@link ColourSpace#word()} of the space of its values; null for {@code limn.frame.colour}
 * @param exposure stops by which the network's view is made brighter; null for {@code limn.frame.exposure}
 * @param layer of a file with several; null for the first that looks like a picture
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReadOptions(String colour, Double exposure, String layer) {
    /** The colour space that the file specifies. */
    public static final String AUTO = "auto";

    /** Exposure goes from minus to plus this. */
    public static final double MOST_STOPS = 20;

    /** All left to the file and the configuration. */
    public static final ReadOptions DEFAULT = new ReadOptions(null, null, null);

    public ReadOptions {
        if (colour != null && !colours().contains(colour)) {
            throw new IllegalArgumentException("there is no colour space '" + colour + "'");
        }
        if (exposure != null && !isExposure(exposure)) {
            throw new IllegalArgumentException("exposure must be -20..20, not " + exposure);
        }
    }

    /** The names of colour spaces, {@link #AUTO} first. */
    public static List<String> colours() {
        List<String> words = new ArrayList<>(List.of(AUTO));
        words.addAll(ColourSpace.words());
        return words;
    }

    /** Whether this exposure, in stops, is in range. */
    public static boolean isExposure(double stops) {
        return Math.abs(stops) <= MOST_STOPS;
    }
}

package io.limn.frame;

import io.limn.config.Setting;
import io.limn.frame.codec.PlateReading;
import io.limn.frame.colour.ColourSpace;
import io.limn.frame.plate.PlateOptions;
import java.util.Optional;

/**
 * How the view of a frame is made where a request says nothing else.
 *
 * @param colour the space of the frames' values; empty where each file tells
 * @param stops of exposure
 */
public record ViewSettings(Optional<ColourSpace> colour, double stops) {
    /** Each file tells its colours; exposure is unchanged. */
    public static final ViewSettings DEFAULT = new ViewSettings(Optional.empty(), 0);

    private static final String AUTO = "auto";

    /**
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static ViewSettings of(FrameConfig config) {
        Optional<ColourSpace> colour = ColourSpace.byWord(config.colour());
        Setting.require(
                colour.isPresent() || config.colour().strip().equalsIgnoreCase(AUTO),
                "limn.frame.colour",
                config.colour(),
                "use " + AUTO + ", " + String.join(", ", ColourSpace.words()));
        Setting.require(
                Math.abs(config.exposure()) <= PlateOptions.MOST_STOPS,
                "limn.frame.exposure",
                config.exposure(),
                "use -20 to 20 stops, e.g. 1.5");
        return new ViewSettings(colour, config.exposure());
    }

    /** What distinguishes results that were made with these settings, e.g. {@code logc3 +1.0}; empty for the defaults. */
    public Optional<String> name() {
        if (equals(DEFAULT)) {
            return Optional.empty();
        }
        String space = colour.map(ColourSpace::word).orElse(AUTO);
        return Optional.of(stops == 0 ? space : space + (stops > 0 ? " +" : " ") + stops);
    }

    PlateReading reading(PlateOptions options) {
        return new PlateReading(
                options.colour().or(() -> colour), options.exposure().orElse(stops), options.layer(), options.pixels());
    }
}

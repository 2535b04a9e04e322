package io.limn.frame;

import io.limn.config.Setting;
import io.limn.frame.codec.PlateReading;
import io.limn.frame.colour.ColourSpace;
import io.limn.frame.plate.PlateOptions;
import io.limn.frame.plate.ReadOptions;
import java.util.Optional;

/**
 * How the view of a frame is made where a request says nothing else.
 *
 * @param colour the space of the frames' values; empty: as each file says
 * @param stops of exposure
 */
public record ViewSettings(Optional<ColourSpace> colour, double stops) {
    /** The colour space is what each file says; exposure is unchanged. */
    public static final ViewSettings DEFAULT = new ViewSettings(Optional.empty(), 0);

    /**
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    public static ViewSettings of(FrameConfig config) {
        Optional<ColourSpace> colour = ColourSpace.byWord(config.colour());
        Setting.require(
                colour.isPresent() || config.colour().strip().equalsIgnoreCase(ReadOptions.AUTO),
                "limn.frame.colour",
                config.colour(),
                "use " + String.join(", ", ReadOptions.colours()));
        Setting.require(
                ReadOptions.isExposure(config.exposure()),
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
        String space = colour.map(ColourSpace::word).orElse(ReadOptions.AUTO);
        return Optional.of(stops == 0 ? space : space + (stops > 0 ? " +" : " ") + stops);
    }

    /** The settings of a frame whose request says something of its own. */
    public ViewSettings with(ReadOptions asked) {
        return new ViewSettings(
                asked.colour() == null ? colour : ColourSpace.byWord(asked.colour()),
                asked.exposure() == null ? stops : asked.exposure());
    }

    /** What distinguishes frames that are read so, the layer included, e.g. {@code logc3 +1.0 layer beauty}; empty for the defaults. */
    public String name(ReadOptions asked) {
        String view = with(asked).name().orElse("");
        return asked.layer() == null ? view : (view + " layer " + asked.layer()).strip();
    }

    PlateReading reading(PlateOptions options) {
        ViewSettings view = with(options.read());
        return new PlateReading(
                view.colour, view.stops, Optional.ofNullable(options.read().layer()), options.pixels());
    }
}

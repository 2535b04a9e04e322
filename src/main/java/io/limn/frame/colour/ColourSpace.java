package io.limn.frame.colour;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The colour spaces that a plate's values can be in, by the names that the configuration and requests use. */
public enum ColourSpace {
    /** IEC 61966-2-1. */
    SRGB("srgb"),
    /** Scene-linear light with the plate's own chromaticities; those of sRGB where it has none. */
    LINEAR("linear"),
    /** Scene-linear light with AP1 primaries (Academy S-2014-004). */
    ACESCG("acescg"),
    /** Scene-linear light with AP0 primaries (SMPTE ST 2065-1). */
    ACES2065_1("aces2065-1"),
    /** Logarithmic ACES (Academy S-2016-001). */
    ACESCCT("acescct"),
    /** ITU-R BT.709 as a display shows it (ITU-R BT.1886). */
    REC709("rec709"),
    /** ITU-R BT.2020 as a display shows it (ITU-R BT.1886). */
    REC2020("rec2020"),
    /** Printing densities of film scans: Kodak Cineon, DPX. */
    CINEON("cineon"),
    /** ARRI LogC3, exposure index 800, ARRI Wide Gamut 3. */
    LOGC3("logc3"),
    /** ARRI LogC4, ARRI Wide Gamut 4. */
    LOGC4("logc4"),
    /** Sony S-Log3, S-Gamut3.Cine. */
    SLOG3("slog3"),
    /** Panasonic V-Log, V-Gamut. */
    VLOG("vlog"),
    /** RED Log3G10, REDWideGamutRGB. */
    LOG3G10("log3g10");

    private final String word;

    ColourSpace(String word) {
        this.word = word;
    }

    /** What the configuration and requests call it. */
    public String word() {
        return word;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ColourSpace::word).toList();
    }

    public static Optional<ColourSpace> byWord(String word) {
        String asked = word.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(space -> space.word.equals(asked)).findFirst();
    }
}

package io.limn.frame.colour;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The colour spaces that a plate's values can be in, by the names that the configuration and requests use. */
public enum ColourSpace {
    /** IEC 61966-2-1. */
    SRGB("srgb", false, Chromaticities.BT709, new Transfer.Srgb()),
    /** Scene-linear light with the plate's own chromaticities; those of sRGB where it has none. */
    LINEAR("linear", true, Chromaticities.BT709, new Transfer.Linear()),
    /** Scene-linear light with AP1 primaries (Academy S-2014-004). */
    ACESCG("acescg", true, Chromaticities.AP1, new Transfer.Linear()),
    /** Scene-linear light with AP0 primaries (SMPTE ST 2065-1). */
    ACES2065_1("aces2065-1", true, Chromaticities.AP0, new Transfer.Linear()),
    /** Logarithmic ACES (Academy S-2016-001). */
    ACESCCT("acescct", true, Chromaticities.AP1, LogCurve.ACESCCT),
    /** ITU-R BT.709 as a display shows it (ITU-R BT.1886, 2.4). */
    REC709("rec709", false, Chromaticities.BT709, new Transfer.Power(2.4)),
    /** ITU-R BT.2020 as a display shows it (ITU-R BT.1886, 2.4). */
    REC2020("rec2020", false, Chromaticities.BT2020, new Transfer.Power(2.4)),
    /** ITU-R BT.2100 with PQ (SMPTE ST 2084); 203 cd/m² are white, and what is brighter goes through the tone curve. */
    REC2100_PQ("rec2100-pq", true, Chromaticities.BT2020, new Transfer.Pq()),
    /** ITU-R BT.2100 with HLG (ARIB STD-B67), on a display of 1000 cd/m²; brighter than 203 goes through the tone curve. */
    REC2100_HLG("rec2100-hlg", true, Chromaticities.BT2020, new Transfer.Hlg()),
    /** Printing densities of film scans: Kodak Cineon, DPX. */
    CINEON("cineon", true, Chromaticities.BT709, LogCurve.CINEON),
    /** ARRI LogC3, exposure index 800, ARRI Wide Gamut 3. */
    LOGC3("logc3", true, Chromaticities.ARRI_WIDE_GAMUT_3, LogCurve.LOGC3),
    /** ARRI LogC4, ARRI Wide Gamut 4. */
    LOGC4("logc4", true, Chromaticities.ARRI_WIDE_GAMUT_4, LogCurve.LOGC4),
    /** Sony S-Log3, S-Gamut3.Cine. */
    SLOG3("slog3", true, Chromaticities.S_GAMUT3_CINE, LogCurve.SLOG3),
    /** Panasonic V-Log, V-Gamut. */
    VLOG("vlog", true, Chromaticities.V_GAMUT, LogCurve.VLOG),
    /** RED Log3G10, REDWideGamutRGB. */
    LOG3G10("log3g10", true, Chromaticities.RED_WIDE_GAMUT, LogCurve.LOG3G10);

    private final String word;
    private final boolean scene;
    private final Chromaticities chromaticities;
    private final Transfer transfer;

    ColourSpace(String word, boolean scene, Chromaticities chromaticities, Transfer transfer) {
        this.word = word;
        this.scene = scene;
        this.chromaticities = chromaticities;
        this.transfer = transfer;
    }

    /** What the configuration and requests call it. */
    public String word() {
        return word;
    }

    /** Whether values stand for light of a scene, which may be brighter than white, and not for a display's. */
    public boolean scene() {
        return scene;
    }

    public Chromaticities chromaticities() {
        return chromaticities;
    }

    /** The light that a value stands for; 1 is white. */
    public double light(double value) {
        return transfer.light(value);
    }

    boolean linear() {
        return transfer instanceof Transfer.Linear;
    }

    /** The space of scene-linear light with such primaries. */
    public static ColourSpace linear(Chromaticities primaries) {
        return primaries.near(Chromaticities.AP1) ? ACESCG : primaries.near(Chromaticities.AP0) ? ACES2065_1 : LINEAR;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ColourSpace::word).toList();
    }

    public static Optional<ColourSpace> byWord(String word) {
        String asked = word.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(space -> space.word.equals(asked)).findFirst();
    }
}

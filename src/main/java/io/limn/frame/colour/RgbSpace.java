package io.limn.frame.colour;

import java.util.Optional;

/**
 * An RGB colour space by its numbers: where its primaries and its white lie in CIE xy, and how its values stand for light.
 *
 * @param chromaticities x and y of white, red, green and blue
 */
public record RgbSpace(double[] chromaticities, Transfer transfer) {
    static final double[] D65 = {0.3127, 0.3290};
    static final double[] BT709 = {0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
    private static final double[] BT470M = {0.310, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08};
    private static final double[] BT470BG = {0.3127, 0.3290, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06};
    private static final double[] BT601 = {0.3127, 0.3290, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070};
    private static final double[] FILM = {0.310, 0.316, 0.681, 0.319, 0.243, 0.692, 0.145, 0.049};
    private static final double[] BT2020 = {0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046};
    private static final double[] DCI_P3 = {0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060};
    private static final double[] DISPLAY_P3 = {0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060};
    private static final double[] EBU3213 = {0.3127, 0.3290, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077};

    /** Whether values of the space equal sRGB up to rounding. */
    public boolean isSrgb() {
        for (int i = 0; i < 8; i++) {
            if (Math.abs(chromaticities[i] - BT709[i]) > 0.002) {
                return false;
            }
        }
        return transfer instanceof Transfer.Srgb
                || transfer instanceof Transfer.Power power && Math.abs(power.exponent() - 2.2) < 0.03;
    }

    /** By gamma alone, with the primaries of sRGB. */
    public static RgbSpace gamma(double exponent) {
        return new RgbSpace(BT709.clone(), new Transfer.Power(exponent));
    }

    public static RgbSpace of(double[] chromaticities, Optional<Double> exponent) {
        return new RgbSpace(
                chromaticities, exponent.<Transfer>map(Transfer.Power::new).orElseGet(Transfer.Srgb::new));
    }

    /** Whether the numbers are primaries: each y above zero and the three not on a line. */
    public static boolean plausible(double[] xy) {
        double area = (xy[4] - xy[2]) * (xy[7] - xy[3]) - (xy[6] - xy[2]) * (xy[5] - xy[3]);
        return xy[1] > 0.01 && xy[3] > 0.001 && xy[5] > 0.001 && xy[7] > 0.001 && Math.abs(area) > 0.001;
    }

    /**
     * By the code points of ITU-T H.273.
     *
     * @return empty where either is one that is not known or means "unspecified"
     */
    public static Optional<RgbSpace> ofCodePoints(int primaries, int transfer) {
        double[] xy =
                switch (primaries) {
                    case 1 -> BT709;
                    case 4 -> BT470M;
                    case 5 -> BT470BG;
                    case 6, 7 -> BT601;
                    case 8 -> FILM;
                    case 9 -> BT2020;
                    case 11 -> DCI_P3;
                    case 12 -> DISPLAY_P3;
                    case 22 -> EBU3213;
                    default -> null;
                };
        Transfer curve =
                switch (transfer) {
                    case 1, 6, 14, 15 -> new Transfer.Bt709();
                    case 4 -> new Transfer.Power(2.2);
                    case 5 -> new Transfer.Power(2.8);
                    case 8 -> new Transfer.Power(1);
                    case 13 -> new Transfer.Srgb();
                    case 16 -> new Transfer.Pq();
                    case 18 -> new Transfer.Hlg();
                    default -> null;
                };
        return xy == null || curve == null ? Optional.empty() : Optional.of(new RgbSpace(xy.clone(), curve));
    }

    /** Linear RGB of this space to linear sRGB, white to white (Bradford adaptation). */
    double[][] toLinearSrgb() {
        double[][] xyz = Matrices.toXyz(chromaticities);
        double[][] adapted = Matrices.times(Matrices.adaptation(chromaticities, D65), xyz);
        return Matrices.times(Matrices.inverse(Matrices.toXyz(BT709)), adapted);
    }
}

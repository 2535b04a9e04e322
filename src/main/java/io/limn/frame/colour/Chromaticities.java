package io.limn.frame.colour;

/** Where the primaries and the white of an RGB space lie, in CIE 1931 xy. */
public record Chromaticities(
        double redX,
        double redY,
        double greenX,
        double greenY,
        double blueX,
        double blueY,
        double whiteX,
        double whiteY) {
    /** ITU-R BT.709 and sRGB: what OpenEXR takes where a file says nothing. */
    public static final Chromaticities BT709 = new Chromaticities(0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290);

    public static final Chromaticities BT2020 =
            new Chromaticities(0.708, 0.292, 0.170, 0.797, 0.131, 0.046, 0.3127, 0.3290);

    /** Of ACES2065-1. */
    public static final Chromaticities AP0 =
            new Chromaticities(0.7347, 0.2653, 0.0, 1.0, 0.0001, -0.0770, 0.32168, 0.33767);

    /** Of ACEScg and ACEScct. */
    public static final Chromaticities AP1 =
            new Chromaticities(0.713, 0.293, 0.165, 0.830, 0.128, 0.044, 0.32168, 0.33767);

    static final Chromaticities ARRI_WIDE_GAMUT_3 =
            new Chromaticities(0.6840, 0.3130, 0.2210, 0.8480, 0.0861, -0.1020, 0.3127, 0.3290);
    static final Chromaticities ARRI_WIDE_GAMUT_4 =
            new Chromaticities(0.7347, 0.2653, 0.1424, 0.8576, 0.0991, -0.0308, 0.3127, 0.3290);
    static final Chromaticities S_GAMUT3_CINE =
            new Chromaticities(0.766, 0.275, 0.225, 0.800, 0.089, -0.087, 0.3127, 0.3290);
    static final Chromaticities V_GAMUT = new Chromaticities(0.730, 0.280, 0.165, 0.840, 0.100, -0.030, 0.3127, 0.3290);
    static final Chromaticities RED_WIDE_GAMUT =
            new Chromaticities(0.780308, 0.304253, 0.121595, 1.493994, 0.095612, -0.084589, 0.3127, 0.3290);

    private static final double ROUNDING = 5e-4;

    /** Whether they can be primaries: all within reach of visible colours, the three not on a line, white not black. */
    public boolean plausible() {
        double[] xy = whiteFirst();
        for (int i = 0; i < xy.length; i++) {
            if (!(Math.abs(xy[i]) <= 2) || i % 2 == 1 && Math.abs(xy[i]) < 1e-4) {
                return false;
            }
        }
        double area = (greenX - redX) * (blueY - redY) - (blueX - redX) * (greenY - redY);
        return whiteY > 0.01 && Math.abs(area) > 1e-3;
    }

    boolean near(Chromaticities other) {
        double[] own = whiteFirst();
        double[] others = other.whiteFirst();
        for (int i = 0; i < own.length; i++) {
            if (Math.abs(own[i] - others[i]) > ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /** What red, green and blue light give to luminance; they sum to 1. */
    public double[] luminance() {
        return Matrices.toXyz(whiteFirst())[1];
    }

    /** In the order of {@link RgbSpace}. */
    double[] whiteFirst() {
        return new double[] {whiteX, whiteY, redX, redY, greenX, greenY, blueX, blueY};
    }
}

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

    /** Whether they can be primaries: no y near zero, and not on a line. */
    public boolean plausible() {
        return RgbSpace.plausible(whiteFirst());
    }

    /** In the order of {@link RgbSpace}. */
    double[] whiteFirst() {
        return new double[] {whiteX, whiteY, redX, redY, greenX, greenY, blueX, blueY};
    }
}

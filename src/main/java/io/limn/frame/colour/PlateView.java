package io.limn.frame.colour;

/**
 * The view that the network sees of a plate: its values become light, brightened by stops of exposure, in sRGB's primaries; light of a
 * scene goes through the tone curve, light of a display is cut off at 1; then sRGB's curve and 8 bits. Not for use by several threads at
 * once.
 */
public final class PlateView implements ColourTransform {
    private static final int FULL = 65535;

    private final ColourSpace space;
    private final float[] matrix = new float[9];
    private float[] lights;

    /**
     * @param chromaticities of the plate, which count where its light is {@link ColourSpace#LINEAR}
     * @param stops by which the view is made brighter; 0 leaves it as it is
     */
    public PlateView(ColourSpace space, Chromaticities chromaticities, double stops) {
        this.space = space;
        Chromaticities primaries = space == ColourSpace.LINEAR ? chromaticities : space.chromaticities();
        double[][] toSrgb = new RgbSpace(primaries.whiteFirst(), new Transfer.Linear()).toLinearSrgb();
        double gain = Math.pow(2, stops);
        for (int i = 0; i < 9; i++) {
            matrix[i] = (float) (toSrgb[i / 3][i % 3] * gain);
        }
    }

    /** Whether 8-bit values are the view already. */
    public static boolean unchanged(ColourSpace space, double stops) {
        return space == ColourSpace.SRGB && stops == 0;
    }

    @Override
    public int components() {
        return 3;
    }

    /**
     * @param rgba {@code count} pixels of four values; alpha is not looked at
     * @param rgb receives three bytes a pixel, red first
     */
    public void from(float[] rgba, int count, byte[] rgb) {
        boolean linear = space.linear();
        for (int i = 0, from = 0, to = 0; i < count; i++, from += 4, to += 3) {
            float red = finite(rgba[from]);
            float green = finite(rgba[from + 1]);
            float blue = finite(rgba[from + 2]);
            if (linear) {
                put(rgb, to, red, green, blue);
            } else {
                put(rgb, to, (float) space.light(red), (float) space.light(green), (float) space.light(blue));
            }
        }
    }

    /** NaN is no light; infinite light is more than any view shows. */
    private static float finite(float value) {
        return value != value ? 0 : Math.max(-1e9f, Math.min(1e9f, value));
    }

    @Override
    public void from8(byte[] samples, int count, byte[] rgb) {
        float[] light = lights();
        for (int at = 0; at < 3 * count; at += 3) {
            put(
                    rgb,
                    at,
                    light[(samples[at] & 0xFF) * 257],
                    light[(samples[at + 1] & 0xFF) * 257],
                    light[(samples[at + 2] & 0xFF) * 257]);
        }
    }

    @Override
    public void from16(short[] samples, int count, byte[] rgb) {
        float[] light = lights();
        for (int at = 0; at < 3 * count; at += 3) {
            put(rgb, at, light[samples[at] & FULL], light[samples[at + 1] & FULL], light[samples[at + 2] & FULL]);
        }
    }

    private float[] lights() {
        if (lights == null) {
            lights = new float[FULL + 1];
            for (int i = 0; i <= FULL; i++) {
                lights[i] = (float) space.light(i / (double) FULL);
            }
        }
        return lights;
    }

    private void put(byte[] rgb, int at, float r, float g, float b) {
        rgb[at] = shown(matrix[0] * r + matrix[1] * g + matrix[2] * b);
        rgb[at + 1] = shown(matrix[3] * r + matrix[4] * g + matrix[5] * b);
        rgb[at + 2] = shown(matrix[6] * r + matrix[7] * g + matrix[8] * b);
    }

    private byte shown(float light) {
        return MatrixTransform.encode(space.scene() ? (float) ToneCurve.of(light) : light);
    }
}

package io.limn.frame.colour;

/**
 * CIE L*a*b* of D50 as TIFF stores it to sRGB.
 */
public final class LabTransform implements ColourTransform {
    private static final double[] D50 = {0.3457, 0.3585};
    private final boolean offset;
    private final float[] matrix = new float[9];

    /** @param offset whether chromas have their middle at half scale (ICCLab) and are not two's complement (CIELab) */
    public LabTransform(boolean offset) {
        this.offset = offset;
        double[][] m = Matrices.times(
                Matrices.inverse(Matrices.toXyz(RgbSpace.BT709)), Matrices.adaptation(D50, RgbSpace.D65));
        double[] white = Matrices.xyz(D50[0], D50[1]);
        for (int i = 0; i < 9; i++) {
            matrix[i] = (float) (m[i / 3][i % 3] * white[i % 3]);
        }
    }

    @Override
    public int components() {
        return 3;
    }

    @Override
    public void from8(byte[] samples, int count, byte[] rgb) {
        for (int at = 0; at < count * 3; at += 3) {
            float light = (samples[at] & 0xFF) * 100f / 255;
            put(rgb, at, light, chroma8(samples[at + 1]), chroma8(samples[at + 2]));
        }
    }

    @Override
    public void from16(short[] samples, int count, byte[] rgb) {
        for (int at = 0; at < count * 3; at += 3) {
            float light = (samples[at] & 0xFFFF) * 100f / 65535;
            put(rgb, at, light, chroma16(samples[at + 1]), chroma16(samples[at + 2]));
        }
    }

    private float chroma8(byte value) {
        return offset ? (value & 0xFF) - 128 : value;
    }

    private float chroma16(short value) {
        return offset ? (value & 0xFFFF) / 256f - 128 : value / 256f;
    }

    private void put(byte[] rgb, int at, float light, float a, float b) {
        float fy = (light + 16) / 116;
        float x = unfolded(fy + a / 500);
        float y = unfolded(fy);
        float z = unfolded(fy - b / 200);
        for (int i = 0; i < 3; i++) {
            double linear = matrix[3 * i] * x + matrix[3 * i + 1] * y + matrix[3 * i + 2] * z;
            double srgb = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
            rgb[at + i] = (byte) Math.max(0, Math.min(255, Math.round(srgb * 255)));
        }
    }

    private static float unfolded(float f) {
        return f > 6f / 29 ? f * f * f : (f - 4f / 29) * 3 * (6f / 29) * (6f / 29);
    }
}

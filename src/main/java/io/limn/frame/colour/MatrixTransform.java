package io.limn.frame.colour;

/** RGB of a known space to sRGB: values to light by a table, a matrix, light to values by a table. Light above white is cut off. */
public final class MatrixTransform implements ColourTransform {
    private static final int FULL = 65535;
    private static final byte[] ENCODED = encoded();

    private final float[] light = new float[FULL + 1];
    private final float[] matrix = new float[9];

    /** @param narrow whether black is 16/255 and white 235/255 of full scale */
    public MatrixTransform(RgbSpace space, boolean narrow) {
        double[][] m = space.toLinearSrgb();
        for (int i = 0; i < 9; i++) {
            matrix[i] = (float) m[i / 3][i % 3];
        }
        for (int i = 0; i <= FULL; i++) {
            double value = i / (double) FULL;
            double spread = narrow ? (value * 255 - 16) / 219 : value;
            light[i] = (float) space.transfer().light(Math.max(0, Math.min(1, spread)));
        }
    }

    private static byte[] encoded() {
        byte[] table = new byte[FULL + 1];
        for (int i = 0; i <= FULL; i++) {
            double value = i / (double) FULL;
            double srgb = value <= 0.0031308 ? value * 12.92 : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
            table[i] = (byte) Math.round(srgb * 255);
        }
        return table;
    }

    @Override
    public int components() {
        return 3;
    }

    @Override
    public void from8(byte[] samples, int count, byte[] rgb) {
        for (int at = 0; at < count * 3; at += 3) {
            put(rgb, at, (samples[at] & 0xFF) * 257, (samples[at + 1] & 0xFF) * 257, (samples[at + 2] & 0xFF) * 257);
        }
    }

    @Override
    public void from16(short[] samples, int count, byte[] rgb) {
        for (int at = 0; at < count * 3; at += 3) {
            put(rgb, at, samples[at] & FULL, samples[at + 1] & FULL, samples[at + 2] & FULL);
        }
    }

    private void put(byte[] rgb, int at, int red, int green, int blue) {
        float r = light[red];
        float g = light[green];
        float b = light[blue];
        rgb[at] = encode(matrix[0] * r + matrix[1] * g + matrix[2] * b);
        rgb[at + 1] = encode(matrix[3] * r + matrix[4] * g + matrix[5] * b);
        rgb[at + 2] = encode(matrix[6] * r + matrix[7] * g + matrix[8] * b);
    }

    static byte encode(float light) {
        return ENCODED[Math.max(0, Math.min(FULL, Math.round(light * FULL)))];
    }
}

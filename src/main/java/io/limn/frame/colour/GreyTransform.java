package io.limn.frame.colour;

/** Grey of a space that is given for RGB: three equal values. */
public final class GreyTransform implements ColourTransform {
    private final ColourTransform rgb;
    private byte[] eight = new byte[0];
    private short[] sixteen = new short[0];

    public GreyTransform(ColourTransform rgb) {
        this.rgb = rgb;
    }

    @Override
    public int components() {
        return 1;
    }

    @Override
    public void from8(byte[] samples, int count, byte[] out) {
        if (eight.length < count * 3) {
            eight = new byte[count * 3];
        }
        for (int i = 0; i < count; i++) {
            eight[3 * i] = eight[3 * i + 1] = eight[3 * i + 2] = samples[i];
        }
        rgb.from8(eight, count, out);
    }

    @Override
    public void from16(short[] samples, int count, byte[] out) {
        if (sixteen.length < count * 3) {
            sixteen = new short[count * 3];
        }
        for (int i = 0; i < count; i++) {
            sixteen[3 * i] = sixteen[3 * i + 1] = sixteen[3 * i + 2] = samples[i];
        }
        rgb.from16(sixteen, count, out);
    }
}

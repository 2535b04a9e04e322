package io.limn.frame.colour;

/** Ink to light without a profile: each channel is what its ink and black let through. */
public final class Inks implements ColourTransform {
    @Override
    public int components() {
        return 4;
    }

    @Override
    public void from8(byte[] samples, int count, byte[] rgb) {
        for (int i = 0, from = 0, to = 0; i < count; i++, from += 4, to += 3) {
            int light = 255 - (samples[from + 3] & 0xFF);
            rgb[to] = (byte) (((255 - (samples[from] & 0xFF)) * light + 127) / 255);
            rgb[to + 1] = (byte) (((255 - (samples[from + 1] & 0xFF)) * light + 127) / 255);
            rgb[to + 2] = (byte) (((255 - (samples[from + 2] & 0xFF)) * light + 127) / 255);
        }
    }

    @Override
    public void from16(short[] samples, int count, byte[] rgb) {
        for (int i = 0, from = 0, to = 0; i < count; i++, from += 4, to += 3) {
            float light = (65535 - (samples[from + 3] & 0xFFFF)) * 255f / 65535 / 65535;
            rgb[to] = (byte) Math.round((65535 - (samples[from] & 0xFFFF)) * light);
            rgb[to + 1] = (byte) Math.round((65535 - (samples[from + 1] & 0xFFFF)) * light);
            rgb[to + 2] = (byte) Math.round((65535 - (samples[from + 2] & 0xFFFF)) * light);
        }
    }
}

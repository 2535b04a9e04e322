package io.limn.frame.colour;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/** An ICC profile applied by the JDK's LittleCMS. */
final class IccTransform implements ColourTransform {
    private final int components;
    private final ColorConvertOp op;

    /** @throws RuntimeException if it can't be applied; which one differs between JDKs */
    IccTransform(ICC_Profile profile) {
        this.components = profile.getNumComponents();
        this.op = new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        from8(new byte[components], 1, new byte[3]); // what can't be applied shows here
    }

    @Override
    public int components() {
        return components;
    }

    @Override
    public void from8(byte[] samples, int count, byte[] rgb) {
        filter(new DataBufferByte(samples, count * components), count, rgb);
    }

    @Override
    public void from16(short[] samples, int count, byte[] rgb) {
        filter(new DataBufferUShort(samples, count * components), count, rgb);
    }

    private void filter(DataBuffer samples, int count, byte[] rgb) {
        op.filter(row(samples, count, components), row(new DataBufferByte(rgb, count * 3), count, 3));
    }

    private static WritableRaster row(DataBuffer samples, int count, int bands) {
        int[] offsets = Arrays.copyOf(new int[] {0, 1, 2, 3}, bands);
        return Raster.createInterleavedRaster(samples, count, 1, count * bands, bands, offsets, new Point());
    }
}

package io.limn.frame.colour;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.Optional;

/** An ICC profile applied by the JDK's LittleCMS. */
public final class IccTransform implements ColourTransform {
    /** A profile of more bytes is ignored. */
    public static final int LARGEST = IccTags.LARGEST;

    private static final int[] RGB = {0, 1, 2};

    private final int components;
    private final ColorConvertOp op;

    private IccTransform(ICC_Profile profile) {
        this.components = profile.getNumComponents();
        this.op = new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        from8(new byte[components], 1, new byte[3]); // a profile that can't be applied shows here
    }

    /**
     * @param file the profile
     * @param components that the picture has: 1 grey, 3 RGB, 4 CMYK
     * @return empty where the profile is sRGB itself, broken, too large, or not one for such pictures: none of these may cost the frame
     */
    public static Optional<ColourTransform> of(byte[] file, int components) {
        try {
            byte[] bytes = IccTags.withoutElements(file);
            if (components == 3 && SrgbProfiles.looksLikeSrgb(bytes)) {
                return Optional.empty();
            }
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            return fits(profile, components) ? Optional.of(new IccTransform(profile)) : Optional.empty();
        } catch (RuntimeException broken) { // how LittleCMS says what is wrong differs between JDKs
            return Optional.empty();
        }
    }

    private static boolean fits(ICC_Profile profile, int components) {
        int expected =
                switch (components) {
                    case 1 -> ColorSpace.TYPE_GRAY;
                    case 3 -> ColorSpace.TYPE_RGB;
                    default -> ColorSpace.TYPE_CMYK;
                };
        return profile.getNumComponents() == components && profile.getColorSpaceType() == expected;
    }

    @Override
    public int components() {
        return components;
    }

    @Override
    public void from8(byte[] samples, int count, byte[] rgb) {
        int size = count * components;
        WritableRaster from = Raster.createInterleavedRaster(
                new DataBufferByte(samples, size), count, 1, size, components, bands(), new Point());
        op.filter(from, target(count, rgb));
    }

    @Override
    public void from16(short[] samples, int count, byte[] rgb) {
        int size = count * components;
        WritableRaster from = Raster.createInterleavedRaster(
                new DataBufferUShort(samples, size), count, 1, size, components, bands(), new Point());
        op.filter(from, target(count, rgb));
    }

    private int[] bands() {
        return components == 3 ? RGB : Arrays.copyOf(new int[] {0, 1, 2, 3}, components);
    }

    private static WritableRaster target(int count, byte[] rgb) {
        return Raster.createInterleavedRaster(
                new DataBufferByte(rgb, count * 3), count, 1, count * 3, 3, RGB, new Point());
    }
}

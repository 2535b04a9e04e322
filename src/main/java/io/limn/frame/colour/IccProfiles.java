package io.limn.frame.colour;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Optional;

/** ICC profiles as they stand in files. */
public final class IccProfiles {
    /** A profile of more bytes is ignored. */
    public static final int LARGEST = IccTags.LARGEST;

    private IccProfiles() {}

    /**
     * @param file the profile
     * @param components that the picture has: 1 grey, 3 RGB, 4 CMYK
     * @return empty where the profile is sRGB itself, broken, too large, or not one for such pictures: none of these may cost the frame
     */
    public static Optional<ColourTransform> transform(byte[] file, int components) {
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
}

package io.limn.frame.colour;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether an ICC profile is sRGB under whatever name its maker gave it. Most frames carry such a profile, and taking their
 * values as they are saves a colour conversion that costs more than the decoding.
 */
final class SrgbProfiles {
    private static final int REMEMBERED = 64;
    private static final int LARGEST_REMEMBERED = 16 * 1024;
    private static final float TOLERANCE = 1.5f / 255;
    private static final float[] LEVELS = {0f, 0.1f, 0.35f, 0.6f, 0.85f, 1f};

    /** Verdicts by profile bytes, at most {@link #REMEMBERED} of them. */
    private static final Map<ByteBuffer, Boolean> VERDICTS =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            });

    private SrgbProfiles() {}

    /**
     * @throws IllegalArgumentException where the profile is broken
     */
    static boolean looksLikeSrgb(byte[] profile) {
        if (profile.length > LARGEST_REMEMBERED) {
            return compare(ICC_Profile.getInstance(profile));
        }
        ByteBuffer key = ByteBuffer.wrap(profile);
        Boolean known = VERDICTS.get(key);
        if (known == null) {
            known = compare(ICC_Profile.getInstance(profile));
            VERDICTS.put(key, known);
        }
        return known;
    }

    /** Runs colours through the profile, so that it does not matter how the profile writes its curves. */
    private static boolean compare(ICC_Profile profile) {
        if (profile.getNumComponents() != 3) {
            return false;
        }
        ICC_ColorSpace space = new ICC_ColorSpace(profile);
        for (float level : LEVELS) {
            for (int mask = 1; mask < 8; mask++) {
                float[] colour = {(mask & 1) * level, (mask >> 1 & 1) * level, (mask >> 2 & 1) * level};
                float[] srgb = space.toRGB(colour);
                for (int i = 0; i < 3; i++) {
                    if (Math.abs(srgb[i] - colour[i]) > TOLERANCE) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}

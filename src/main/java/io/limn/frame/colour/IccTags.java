package io.limn.frame.colour;

import java.nio.ByteBuffer;

/**
 * The tag table of an ICC profile (ICC.1:2022, 7.3), before LittleCMS reads it.
 *
 * <p>A tag of type {@code mpet} is a list of processing elements of any length, and its entries may share their bytes: 8 bytes make one
 * more element, each of which is applied to tens of thousands of samples when the transform is made. Every profile that has such tags
 * also has the tables or matrices that it had before version 4.3 of ICC.1, so nothing but precision is lost without them.
 */
final class IccTags {
    /** Larger than profiles are: those for CMYK have up to 3 MB. */
    static final int LARGEST = 8 << 20;

    private static final int TABLE = 128;
    private static final int ENTRY = 12;
    private static final int MOST_TAGS = 100; // LittleCMS reads no more
    private static final int PROCESSING_ELEMENTS = 0x6D706574; // mpet
    private static final int UNUSED = 0x78303030; // x000, a private tag

    private IccTags() {}

    /**
     * The profile with those tags renamed, so that nobody reads them; the same array where there are none.
     *
     * @throws IllegalArgumentException if it is larger than profiles are
     */
    static byte[] withoutElements(byte[] profile) {
        if (profile.length > LARGEST) {
            throw new IllegalArgumentException("a profile of " + profile.length + " bytes");
        }
        ByteBuffer tags = ByteBuffer.wrap(profile);
        byte[] plain = profile;
        for (int i = 0; i < MOST_TAGS; i++) {
            int at = TABLE + 4 + ENTRY * i;
            if (at + ENTRY > profile.length || i >= tags.getInt(TABLE)) {
                break;
            }
            long contents = Integer.toUnsignedLong(tags.getInt(at + 4));
            if (contents + 4 <= profile.length && tags.getInt((int) contents) == PROCESSING_ELEMENTS) {
                plain = plain == profile ? profile.clone() : plain;
                ByteBuffer.wrap(plain).putInt(at, UNUSED + i);
            }
        }
        return plain;
    }
}

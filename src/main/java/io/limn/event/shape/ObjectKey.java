package io.limn.event.shape;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Decodes keys as in S3 notifications: percent-encoded, a space as {@code +}. */
final class ObjectKey {
    private ObjectKey() {}

    /** The decoded key. Text that no encoder can have produced is returned unchanged, since some emulators don't encode. */
    static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    /** The undecoded key if decoding changes it; else null. */
    static String rawIfOther(String key) {
        return decoded(key).equals(key) ? null : key;
    }
}

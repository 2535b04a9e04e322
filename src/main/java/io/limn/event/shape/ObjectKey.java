package io.limn.event.shape;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Keys as S3 notifications write them: percent-encoded, a space as {@code +}. */
final class ObjectKey {
    private ObjectKey() {}

    /** The key itself. Text that no encoder can have produced is taken as it is, as some emulators do not encode. */
    static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    /** The key as it stood there, where decoding has changed it; else null. */
    static String rawIfOther(String key) {
        return decoded(key).equals(key) ? null : key;
    }
}

package io.limn.store;

import io.limn.text.Names;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/** Maps keys to paths below a bucket's folder: the same text, except for segments that have a special meaning in paths. */
final class DiskKeys {
    /** S3's own limit. */
    private static final int KEY_BYTES = 1024;
    /** File systems allow 255; while the server writes a file, its name has 37 more. */
    private static final int SEGMENT_BYTES = 255 - 37;

    private static final Map<String, String> NAMES = Map.of("", ".limn-empty", ".", ".limn-dot", "..", ".limn-dot-dot");
    private static final Map<String, String> SEGMENTS =
            NAMES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private DiskKeys() {}

    /**
     * As {@link #toDisk}, for a key that is written.
     *
     * @throws software.amazon.awssdk.services.s3.model.S3Exception 400 for one that can't be stored or listed, with a sentence
     */
    static String newOnDisk(String key) {
        if (!Names.isXml(key)) {
            throw S3Exceptions.invalidArgument("The key has a character that XML can't carry; use another name.");
        }
        if (bytes(key) > KEY_BYTES) {
            throw S3Exceptions.invalidArgument("The key has more than " + KEY_BYTES + " bytes; use a shorter one.");
        }
        String path = toDisk(key);
        for (String segment : path.split("/")) {
            if (bytes(segment) > SEGMENT_BYTES) {
                throw S3Exceptions.invalidArgument("A name between slashes has more than the " + SEGMENT_BYTES
                        + " bytes that Limn's embedded store can keep; use a shorter one.");
            }
        }
        return path;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Maps a whole key; the slash at the end of a folder's key is kept. */
    static String toDisk(String key) {
        return mapped(key, NAMES, true);
    }

    /** Maps the beginning of a key: the text after its last slash may be part of a segment and is not changed. */
    static String prefixToDisk(String prefix) {
        return mapped(prefix, NAMES, false);
    }

    static String fromDisk(String path) {
        return path.contains(".limn-") ? mapped(path, SEGMENTS, true) : path;
    }

    private static String mapped(String key, Map<String, String> names, boolean whole) {
        if (key.equals("/")) {
            return names == NAMES && !whole ? NAMES.get("") + "/" : key;
        }
        String[] segments = key.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            if (last && (!whole || segments[i].isEmpty())) {
                continue;
            }
            if (names == NAMES && SEGMENTS.containsKey(segments[i])) {
                throw S3Exceptions.invalidArgument(
                        "The name " + segments[i] + " is reserved by Limn's embedded store.");
            }
            segments[i] = names.getOrDefault(segments[i], segments[i]);
        }
        return String.join("/", segments);
    }
}

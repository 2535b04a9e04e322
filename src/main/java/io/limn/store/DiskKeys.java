package io.limn.store;

import java.util.Map;
import java.util.stream.Collectors;
import org.gaul.s3proxy.blobstore.S3Exceptions;

/** Maps keys to paths below a bucket's folder: the same text, except for segments that are special in paths. */
final class DiskKeys {
    private static final Map<String, String> NAMES = Map.of("", ".limn-empty", ".", ".limn-dot", "..", ".limn-dot-dot");
    private static final Map<String, String> SEGMENTS =
            NAMES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private DiskKeys() {}

    /** A whole key; the slash that ends a folder's key stays. */
    static String toDisk(String key) {
        return mapped(key, NAMES, true);
    }

    /** The beginning of a key: what stands after its last slash may be part of a segment, and stays. */
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

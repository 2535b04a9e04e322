package io.limn.store;

import java.time.Instant;
import java.util.Map;

/**
 * An object without its bytes.
 *
 * @param eTag without quotes
 * @param versionId or null where the bucket has no versions
 * @param metadata the user's, keys in lower case; empty in listings, which don't carry it
 */
public record ObjectInfo(
        String bucket,
        String key,
        String eTag,
        String versionId,
        long size,
        Instant lastModified,
        Map<String, String> metadata) {
    /** Metadata key that every object written by Limn carries. */
    public static final String MARK = "limn";
    /** Its value on results. */
    public static final String OUTPUT = "output";

    public ObjectInfo {
        metadata = Map.copyOf(metadata);
    }

    /** Whether Limn wrote it: then it is no frame, wherever it lies. */
    public boolean isOwnOutput() {
        return OUTPUT.equals(metadata.get(MARK));
    }

    /** Whether it stands for a folder: a key that ends in a slash, without bytes. */
    public boolean isFolder() {
        return key.endsWith("/") && size == 0;
    }

    static String unquoted(String eTag) {
        if (eTag == null) {
            return null;
        }
        return eTag.length() > 1 && eTag.startsWith("\"") && eTag.endsWith("\"")
                ? eTag.substring(1, eTag.length() - 1)
                : eTag;
    }
}

package io.limn.store;

import java.time.Instant;
import java.util.Map;

/**
 * An object without its bytes.
 *
 * @param version which version of which object
 * @param metadata the user metadata, keys in lower case; empty in listings, which don't contain it
 */
public record ObjectInfo(ObjectVersion version, Instant lastModified, Map<String, String> metadata) {
    /** Metadata key that every object written by Limn carries. */
    public static final String MARK = "limn";
    /** Its value on results. */
    public static final String OUTPUT = "output";

    public ObjectInfo {
        metadata = Map.copyOf(metadata);
    }

    public String bucket() {
        return version.bucket();
    }

    public String key() {
        return version.key();
    }

    /** Without quotes. */
    public String eTag() {
        return version.eTag();
    }

    /** In bytes. */
    public long size() {
        return version.size();
    }

    /** Whether Limn wrote it: then it is not a frame, whichever bucket it is in. */
    public boolean isOwnOutput() {
        return OUTPUT.equals(metadata.get(MARK));
    }

    /** Whether it represents a folder: a key that ends in a slash, without bytes. */
    public boolean isFolder() {
        return key().endsWith("/") && size() == 0;
    }
}

package io.limn.event.shape;

import io.limn.store.ObjectVersion;

/**
 * An object was created in a bucket, as reported by any event source.
 *
 * @param version what the event states; only bucket and key are always present
 * @param rawKey the event's undecoded key if decoding changed it, since some senders don't encode keys; else null
 */
public record ObjectCreated(ObjectVersion version, String rawKey) {
    public ObjectCreated(ObjectVersion version) {
        this(version, null);
    }

    public String bucket() {
        return version.bucket();
    }

    /** Decoded. */
    public String key() {
        return version.key();
    }
}

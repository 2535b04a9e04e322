package io.limn.event.shape;

import io.limn.store.ObjectVersion;

/**
 * An object was created in a bucket, as reported by any event source.
 *
 * @param version what the event says of it; only the bucket and the key are always there
 * @param rawKey the key as it stood in the event, where decoding changed it: some senders don't encode keys; else null
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

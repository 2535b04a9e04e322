package io.limn.event.shape;

import java.time.Instant;

/**
 * An object was created in a bucket, as reported by any event source.
 *
 * @param key raw, decoded
 * @param eTag without quotes, or null
 * @param versionId or null
 * @param sequencer orders events of one key where the source has such a thing, else null
 * @param size in bytes, -1 where unknown
 * @param time or null
 * @param rawKey as it stood in the event, where that is another one: there are senders that don't encode; else null
 */
public record ObjectCreated(
        String bucket,
        String key,
        String eTag,
        String versionId,
        String sequencer,
        long size,
        Instant time,
        String rawKey) {
    public ObjectCreated(
            String bucket, String key, String eTag, String versionId, String sequencer, long size, Instant time) {
        this(bucket, key, eTag, versionId, sequencer, size, time, null);
    }
}

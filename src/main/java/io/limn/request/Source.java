package io.limn.request;

/** Where a frame comes from. */
public sealed interface Source {
    /** The key or file name that result names are made from, e.g. {@code shots/sh010/plate.0001.jpg}. */
    String name();

    /**
     * An object in a bucket.
     *
     * @param eTag as the event or listing gave it, without quotes; the object is read on condition that it still has it
     * @param versionId or null where the bucket has no versions
     * @param size in bytes, -1 where unknown
     */
    record Stored(String bucket, String key, String eTag, String versionId, long size) implements Source {
        @Override
        public String name() {
            return key;
        }
    }

    /** Bytes already here: an HTTP body or a local file. */
    record Inline(String name, byte[] bytes) implements Source {}
}

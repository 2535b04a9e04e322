package io.limn.store;

/**
 * One version of an object: its identity from the event that names it to the manifest that lists it.
 *
 * @param bucket null for bytes that are in no bucket, such as a local file's
 * @param key decoded; or a file's name
 * @param eTag without quotes; null if it is not known
 * @param versionId null if the bucket has no versions or the version is not known
 * @param size in bytes, -1 where unknown
 */
public record ObjectVersion(String bucket, String key, String eTag, String versionId, long size) {
    public ObjectVersion {
        eTag = unquoted(eTag);
    }

    /** The key's current version, whichever it is. */
    public static ObjectVersion current(String bucket, String key) {
        return new ObjectVersion(bucket, key, null, null, -1);
    }

    /** The same version, its size known. */
    public ObjectVersion withSize(long bytes) {
        return new ObjectVersion(bucket, key, eTag, versionId, bytes);
    }

    public boolean hasETag() {
        return eTag != null && !eTag.isBlank();
    }

    /** Whether both have the same bytes: the eTags are equal, and so are the version ids where both sides have one. */
    public boolean hasBytesOf(ObjectVersion other) {
        return hasETag()
                && eTag.equals(other.eTag)
                && (versionId == null || other.versionId == null || versionId.equals(other.versionId));
    }

    /** An eTag as HTTP headers and some events carry it, without its quotes; null for null. */
    static String unquoted(String eTag) {
        return eTag != null && eTag.length() > 1 && eTag.startsWith("\"") && eTag.endsWith("\"")
                ? eTag.substring(1, eTag.length() - 1)
                : eTag;
    }
}

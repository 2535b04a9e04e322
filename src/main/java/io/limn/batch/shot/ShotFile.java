package io.limn.batch.shot;

/**
 * A stored file of a shot.
 *
 * @param key in the results bucket
 * @param size in bytes
 */
public record ShotFile(String key, String eTag, long size) {}

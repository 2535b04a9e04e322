package io.limn.result;

/**
 * A file beside a result that no manifest lists, such as edits.
 *
 * @param eTag of its object; null for a file
 */
public record StoredFile(byte[] bytes, String eTag) {}

package io.limn.http;

/** Which keys callers were given for presigned uploads. */
public interface IssuedKeys {
    /**
     * Whether the key may have been given to this caller.
     *
     * @param owner null without authentication
     */
    boolean isOf(String key, String owner);
}

package io.limn.store;

import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;

/**
 * An object being read.
 *
 * @param size in bytes
 * @param parts for one subscriber; each buffer belongs to the subscriber
 */
public record StoredBody(long size, String mediaType, Multi<byte[]> parts) {
    static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }
}

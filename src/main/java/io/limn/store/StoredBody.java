package io.limn.store;

import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;

/**
 * An object being read.
 *
 * @param size in bytes
 * @param parts the bytes, for one subscriber, to which each array belongs
 */
public record StoredBody(long size, String mediaType, Multi<byte[]> parts) {
    static byte[] bytes(ByteBuffer part) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }
}

package io.limn.store;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A presigned request to the store.
 *
 * @param url its URL; keep it secret
 * @param headers that must be sent exactly like this
 * @param expires when it expires
 */
public record SignedCall(URI url, Map<String, String> headers, Instant expires) {
    @Override
    public String toString() {
        return "SignedCall[until " + expires + "]";
    }
}

package io.limn.store;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A call to the store that needs no credentials.
 *
 * @param url its address, a secret of whom it is for
 * @param headers that must be sent exactly so
 * @param expires from when on it is refused
 */
public record SignedCall(URI url, Map<String, String> headers, Instant expires) {
    @Override
    public String toString() {
        return "SignedCall[until " + expires + "]";
    }
}

package io.limn.event.lambda;

import java.util.Set;

/** Headers of a single connection, which must not be forwarded (RFC 9110). */
final class HopByHopHeaders {
    private static final Set<String> HEADERS =
            Set.of("connection", "content-length", "expect", "forwarded", "host", "http2-settings", "keep-alive");
    private static final Set<String> MORE = Set.of("te", "transfer-encoding", "upgrade", "x-forwarded-for", ":status");

    private HopByHopHeaders() {}

    /** @param name in lower case */
    static boolean isOf(String name) {
        return HEADERS.contains(name) || MORE.contains(name);
    }
}

package io.limn.http.guard;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** The caller behind an address: an IPv6 caller usually owns the whole /64 network. */
final class CallerAddress {
    private static final int NETWORK_BYTES = 8;

    private CallerAddress() {}

    static String of(SocketAddress address) {
        String literal = address == null ? null : address.hostAddress();
        return literal == null ? "unknown" : of(literal);
    }

    static String of(String literal) {
        try {
            InetAddress parsed = InetAddress.getByName(literal);
            return parsed instanceof Inet6Address
                    ? HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return literal;
        }
    }
}

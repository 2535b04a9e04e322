package io.limn.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address that stands for a caller. IPv6 addresses are cut to their /64 network, as a caller with one of its addresses usually has all
 * of them.
 *
 * @param forwarded whether forwarding headers are trusted
 * @param proxies how many trusted proxies a call passes: each appends the address that it saw
 */
public record CallerAddress(boolean forwarded, int proxies) {
    private static final int NETWORK_BYTES = 8;
    /** Without a port, which an IPv4 address may have, and the brackets of IPv6. */
    private static final Pattern FORWARDED_FOR =
            Pattern.compile("(?i)(?:^|[;,])\\s*for=\"?\\[?([0-9a-f:]+(?=])|[^\\]\":;,\\s]+)");

    private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /** The address that the outermost trusted proxy saw; the caller may have forged the entries before it. */
    public String of(HttpServerRequest request) {
        SocketAddress told = request.remoteAddress();
        SocketAddress peer = request.connection().remoteAddress();
        if (forwarded && told != null && !Objects.equals(host(told), host(peer))) {
            List<String> seen = seen(request.headers());
            if (!seen.isEmpty()) {
                return of(seen.get(Math.max(0, seen.size() - proxies)));
            }
        }
        return host(told) == null ? "unknown" : of(host(told));
    }

    /** The addresses that proxies saw, the nearest proxy's last: by {@code X-Forwarded-For}, else by {@code Forwarded} (RFC 7239). */
    static List<String> seen(MultiMap headers) {
        List<String> seen = new ArrayList<>();
        for (String header : headers.getAll("X-Forwarded-For")) {
            for (String address : header.split(",")) {
                seen.add(address.strip());
            }
        }
        if (seen.isEmpty()) {
            for (String header : headers.getAll("Forwarded")) {
                FORWARDED_FOR.matcher(header).results().forEach(found -> seen.add(found.group(1)));
            }
        }
        return seen;
    }

    /** As {@link #of(HttpServerRequest)}, and keeps it with the call for the log. */
    public String attach(RoutingContext call) {
        String address = of(call.request());
        call.put(CallerAddress.class.getName(), address);
        return address;
    }

    static Optional<String> attached(RoutingContext call) {
        return Optional.ofNullable(call.get(CallerAddress.class.getName()));
    }

    private static String host(SocketAddress address) {
        if (address == null) {
            return null;
        }
        return address.hostAddress() != null ? address.hostAddress() : address.host();
    }

    /** Does no DNS lookup: anything but a numeric address is returned unchanged. */
    static String of(String literal) {
        if (!NUMERIC.matcher(literal).matches() || !literal.contains(":") && !literal.matches("\\d+(\\.\\d+){3}")) {
            return literal;
        }
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

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
 * An address as the one caller it stands for: a caller with one IPv6 address usually has the 2^64 of its network.
 *
 * @param forwarded whether the word of a proxy counts
 * @param proxies how many of ours stand one behind the other: each appends the address that it saw
 */
public record CallerAddress(boolean forwarded, int proxies) {
    private static final int NETWORK_BYTES = 8;
    /** Without a port, which an IPv4 address may have, and the brackets of IPv6. */
    private static final Pattern FORWARDED_FOR =
            Pattern.compile("(?i)(?:^|[;,])\\s*for=\"?\\[?([0-9a-f:]+(?=])|[^\\]\":;,\\s]+)");

    private static final Pattern FIGURES = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /** What the outermost proxy of ours saw; what stands before that in the header the caller may have written. */
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

    /** The addresses that proxies saw, nearest last: by {@code X-Forwarded-For}, else by {@code Forwarded} (RFC 7239). */
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

    /** As {@link #of(HttpServerRequest)}, and kept with the call for who logs it later. */
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

    /** Looks nothing up: what is no address in figures stays as it is. */
    static String of(String literal) {
        if (!FIGURES.matcher(literal).matches() || !literal.contains(":") && !literal.matches("\\d+(\\.\\d+){3}")) {
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
